import { bullets, heading, link, paragraph, quote, tags } from '../blocks';
import type { SeedPost } from '../types';

export const whyTinsComeHome: SeedPost = {
  key: 'why-tins-come-home',
  showcase: true,
  form: 'text',
  tone: 'emotional',
  planDate: { days: 2, at: '07:30', zone: 'Asia/Taipei' },
  activity: 'tin-comes-home',
  kols: ['ayuan'],
  cover: { scene: 'path', palette: 'forest', alt: 'A pale path winding up between green hills towards the sun' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'closed', retrospective: 'tins-returned' },
      content: {
        title: '我們為什麼要把空罐收回來',
        slug: 'why-tins-come-home-tw',
        topic: '空罐回家',
        audience: '買過回家罐、每月至少上山一次的會員；對環保口號已經疲倦，但在意自己的東西去了哪裡。',
        summary: '一只回家罐平均能走十趟山。我們收回、清洗、重新裝茶，也把收不回來的那些老實寫在這裡。',
        body: [
          paragraph(
            '去年冬天，阿淵在合歡山東峰的避難平台撿到一只我們的罐子。罐身有凹痕，底下的編號還看得清楚：0417。他把它放進背包，帶下山，寄回來，附了一張紙條：「它應該還能再走。」',
          ),
          paragraph(
            '我們把 0417 洗乾淨，量了罐口，重新裝茶。三個月後它在松羅湖被拍到，裝的是別人的餅乾。那一刻我們才想清楚這件事：罐子做得太好，好到大家捨不得丟，也好到沒有人想過要還。',
          ),
          heading('收回來以後，它會經過什麼'),
          bullets(
            '熱水與檸檬酸清洗兩次，六十度烘乾，聞過一遍才算數。',
            '量罐口的真圓度，超過半公釐的不再裝茶，交給鐵工廠做成書擋。',
            '換一張新的封條，編號不換。它走過的路留在編號裡。',
          ),
          paragraph(
            '截至上週，交回來的罐子裡有八成四能重新上路，一成一變成材料，剩下的罐口變形得太厲害，我們還在找能用它的人。數字每週五更新在',
            link('活動頁', 'https://mistway.example.com/tw/tin-comes-home'),
            '，好看不好看都會放上去。',
          ),
          quote('它應該還能再走。'),
          paragraph(
            '如果你家裡也有一只，擦乾，帶到收罐點，或者在會員頁申請一個回收袋。登記編號時勾選「告訴我它的下一站」，等它再次出發，我們會寫信給你。',
          ),
        ],
        tags: tags('空罐回家', '重複使用', '登山'),
        platformAdaptations: [
          {
            platform: 'facebook',
            title: '編號 0417 的罐子，又走了一趟山',
            text: '阿淵在合歡山撿到一只我們的罐子，底下的編號是 0417。\n\n我們洗了它，裝了新茶。三個月後，有人在松羅湖拍到它裝著餅乾。\n\n你家裡那只，編號是多少？留言告訴我們，我們幫你查它走過哪裡。',
            note: '留言會有人問隱私：編號只對應批次與交罐紀錄，不對應會員。',
          },
          {
            platform: 'instagram',
            text: '0417\n合歡山 → 台北 → 松羅湖\n\n一只罐子平均能走十趟山。\n空罐回家，收罐點在限動精選。',
            note: '第一張用罐底編號特寫，不要用山頂自拍。',
          },
          {
            platform: 'email',
            title: '你的罐子，走到第幾座山了？',
            text: '去年冬天有人在合歡山撿到一只罐子，編號 0417。這封信講它後來去了哪裡，以及我們為什麼想把你的那只也收回來。',
          },
        ],
        trackedLinks: [
          { kind: 'article', label: '收罐點地圖', url: 'https://mistway.example.com/tw/tin-comes-home/map' },
          { kind: 'shop', label: '補充包', url: 'https://shop.example.com/tw/refill' },
        ],
        seo: {
          metaTitle: '空罐回家：一只回家罐平均走十趟山',
          metaDescription: '霧徑如何收回、清洗、重新裝填茶罐，多少能再上路，多少不能，都寫在這裡。',
        },
      },
    },
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: { stage: 'published' },
      content: {
        title: '我们为什么要把空罐收回来',
        slug: 'why-tins-come-home-cn',
        topic: '空罐回家',
        audience: '买过回家罐的会员，以杭州和周边为主；愿意多走两步路，不愿意被说教。',
        summary: '一只回家罐平均能走十趟山。我们收回、清洗、重新装茶，也把收不回来的那些如实写在这里。',
        body: [
          paragraph(
            '去年冬天，台湾的向导阿渊在合欢山捡到一只我们的罐子，罐底编号 0417 还看得清。他背下山寄给我们，附了张纸条：“它应该还能再走。”',
          ),
          paragraph(
            '我们把它洗净、量过罐口，重新装上茶。三个月后有人在松萝湖拍到它，里面装的是饼干。那一刻才想明白：罐子做得太结实，结实到大家舍不得扔，也没有人想过要还。',
          ),
          heading('收回来之后'),
          bullets(
            '热水加柠檬酸洗两遍，六十度烘干，闻过才算过关。',
            '罐口圆度偏差超过半毫米的不再装茶，送去做成书挡。',
            '换新封条，不换编号，它走过的路都记在编号里。',
          ),
          paragraph(
            '到上周为止，交回来的罐子里八成四可以重新上路，一成一变成材料，剩下的还在想办法。数字每周五更新在小程序里，好看不好看都放上去。',
          ),
          paragraph('如果你家里也有一只，擦干，带到任意一个续茶点，当场就能续上新茶。'),
        ],
        tags: tags('空罐回家', '重复使用', '徒步'),
        platformAdaptations: [
          {
            platform: 'wechat_official',
            title: '编号 0417 的罐子，又走了一趟山',
            text: '有人在合欢山捡到一只我们的罐子。今天讲讲它后来去了哪里，以及你家里那只可以去哪里。',
            note: '摘要控制在一百二十字内，封面用横版。',
          },
          {
            platform: 'wechat_group',
            text: '今天的文章写了一只罐子的来回。家里有空罐的，看一眼罐底编号发到群里，我来查它是哪一批出发的。',
            note: '由梦琪在晚上八点手动发到三个群，间隔十分钟。',
          },
          {
            platform: 'xiaohongshu',
            title: '捡到一只走过合欢山的茶罐',
            text: '罐底编号0417，从合欢山到松萝湖。洗干净、量罐口、重新装茶，它又出发了。你家里的空罐别急着扔，杭州七个续茶点都收。',
          },
        ],
        trackedLinks: [
          { kind: 'mini_program', label: '续茶点', url: 'pages/tin/points?from=article' },
          { kind: 'qr', label: '群内登记码', url: 'https://mistway.example.com/cn/q/tin' },
        ],
      },
    },
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'published' },
      content: {
        title: 'Why we want your empty tin back',
        slug: 'why-we-want-your-tin-back',
        topic: 'Bring the Tin Home',
        audience: 'Members in Canada who bought a Homeward Tin and still have it. Tired of slogans, curious about numbers.',
        summary: 'One Homeward Tin can walk about ten mountains. Here is how we take it back, wash it and refill it, and what we cannot save.',
        body: [
          paragraph(
            'Last winter a guide called Ayuan found one of our tins on a shelter platform on Hehuanshan, in Taiwan. The side was dented, the number on the base still readable: 0417. He carried it down and posted it to us with a note. “It should still be able to walk.”',
          ),
          paragraph(
            'We washed 0417, measured the rim and filled it again. Three months later somebody photographed it beside a lake, holding biscuits. We had made a tin too good to throw away, and had never told anyone that it could come back.',
          ),
          heading('What happens to a tin that comes home'),
          bullets(
            'Two washes with hot water and citric acid, dried at sixty degrees, then somebody smells it.',
            'The rim is measured. More than half a millimetre out of round, and it goes to a metalworker who makes bookends.',
            'A new seal, the same number. Where it has been stays with it.',
          ),
          paragraph(
            'Of the tins returned so far, eighty-four in a hundred went out again and eleven became material. The rest we are still arguing about. The count is on ',
            link('the campaign page', 'https://mistway.example.com/ca/bring-the-tin-home'),
            ' every Friday, flattering or not.',
          ),
          paragraph('If one is standing on your shelf, wipe it dry and drop it at a partner shop, or ask for a prepaid bag.'),
        ],
        tags: tags('reuse', 'tins', 'hiking'),
        platformAdaptations: [
          {
            platform: 'discord',
            text: 'Tin 0417 was found on a mountain, posted home, washed, refilled and photographed by a lake holding biscuits. What is yours holding now? Post the number on the base and we will tell you when it left.',
          },
          {
            platform: 'linkedin',
            title: 'What we learnt from taking our packaging back',
            text: 'Eighty-four of a hundred returned tins went out again. The interesting part is the other sixteen. We wrote down what happens to all of them.',
          },
        ],
        trackedLinks: [
          { kind: 'article', label: 'Partner shops', url: 'https://mistway.example.com/ca/bring-the-tin-home/shops' },
          { kind: 'shop', label: 'Refill pouches', url: 'https://shop.example.com/ca/refill' },
        ],
      },
    },
  ],
};
