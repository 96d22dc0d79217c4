import type { SeedRetrospective } from './types';

/** Texts of finished retrospectives, for pieces and for activities. */
export const retrospectives: readonly SeedRetrospective[] = [
  {
    key: 'tins-returned',
    by: 'tsai-peishan',
    language: 'zh-Hant',
    highlights:
      '以一只有編號的罐子開場，讀者願意回去翻自己家的罐底；留言裡報編號的有四百多則，是平常的六倍。老實寫出收不回來的比例，沒有引來批評，反而是被引用最多的一段。',
    shortfalls:
      '收罐點地圖在發文後兩小時才更新，前一批讀者看到的是舊名單。臉書與網站用了不同的縮圖，同一篇文章看起來像兩件事。回收袋的申請頁在手機上要滑兩次才看得到按鈕。',
    lessons:
      '談回收，先講一個物件的故事，再講制度。發文前一小時由值班的人逐一確認連結與地圖。凡是對外公布的數字，固定在每週五更新，並且保留上週的數字供人比較。',
  },
  {
    key: 'cold-brew-series',
    by: 'tsai-peishan',
    language: 'zh-Hant',
    highlights:
      '把試驗過程寫出來，比只給結論更有人收藏；「沒有秤的時候」這一段被截圖轉傳最多。請茶學背景的素語審讀，評論區的爭論停在茶類差異，沒有停在真假。',
    shortfalls: '比例換算做成圖片後放大會糊，視力不好的讀者看不清，也無法被搜尋。英文版晚了九天才發，錯過北美的熱天。',
    lessons: '數字一律用文字，不放進圖片。三個語言同一天送審，翻譯時間先排進計畫。教學文固定附一段「沒有器材怎麼辦」。',
  },
  {
    key: 'thirty-cups',
    by: 'zhao-lihang',
    language: 'zh-Hans',
    highlights:
      '五千二百人参加，三十五天里留下四百三十篇打卡日记，其中二十六篇改写成文章。断了不清零的规则让第十五天之后的回流比上一季多了一倍。',
    shortfalls:
      '打卡系统在第三天早上七点到八点之间慢到无法提交，我们补签了，但有人已经退群。徽章预估少了一成，最后一批邮费贵了三成。销售目标只完成八成七。',
    lessons:
      '报名人数乘以一点五来准备系统和物料。提醒消息放在前一天晚上九点，比早上七点更有用。目标要分开写：习惯和销售不是同一条线，放在一起就会互相伤害。',
  },
];
