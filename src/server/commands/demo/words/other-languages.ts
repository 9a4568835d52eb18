import { lines } from './lines.ts';
import type { ByKind } from './lines.ts';
import type { ProgrammeKey } from '../harbour-house.ts';

/** What people say in their own language: Welsh, Polish, Arabic, Urdu, Ukrainian, Somali, Portuguese and others. */
export const otherLanguages: Readonly<Record<ProgrammeKey, ByKind>> = {
  dropIn: {
    celebrate: lines`
      Dw i'n cael siarad Cymraeg yma heb orfod gofyn.
      Roedd y te'n dda a'r sgwrs yn well.
      Pierwszy raz od dwóch lat ktoś zapytał, jak się czuję, i poczekał na odpowiedź.
      هنا لا أحد يسألني من أين أتيت قبل أن يسألني كيف حالي.
      پہلی بار کسی نے میری بات پوری سنی۔
      Я вперше за рік сміялася вголос. Дякую за це місце.
      Waad ku mahadsan tihiin. Maanta waan dareemay in la i dhegaystay.
      O Rui explicou-me a carta e depois pediu-me que lha explicasse a ele. Percebi tudo.
      他们记得我的名字，也念得对。
      ਇੱਥੇ ਆ ਕੇ ਮੈਨੂੰ ਆਪਣੇ ਘਰ ਵਰਗਾ ਲੱਗਦਾ ਹੈ।
      আজ প্রথমবার নিজে নিজে ফর্ম পূরণ করলাম।
      اینجا کسی به من نمی‌گوید چه کار کنم؛ اول می‌پرسند.
      Mi-au găsit un dentist. Nu mai râd cu mâna la gură.
      Me trataron como a una vecina, no como a un número.
      இங்கே வந்த பிறகு நான் தனியாக இல்லை.
      Tôi nấu phở cho cả nhóm, ai cũng xin thêm.
    `,
    improve: lines`
      Mae'r drws yn drwm iawn i rywun mewn cadair olwyn.
      Formularz jest tylko po angielsku. Podpisałam, ale nie wiem co.
      الانتظار طويل جدًا ولا يوجد مكان للأمهات مع عربات الأطفال.
      Falta uma cadeira de bebé. Almocei com a menina ao colo três semanas seguidas.
      یہاں خواتین کے لیے الگ کمرہ ہونا چاہیے۔
      ਚਿੱਠੀਆਂ ਪੰਜਾਬੀ ਵਿੱਚ ਵੀ ਹੋਣੀਆਂ ਚਾਹੀਦੀਆਂ ਹਨ।
    `,
    idea: lines`
      Może raz w miesiącu ugotujemy coś razem? Zrobię pierogi, ktoś inny deser.
      Може, зробимо вечір борщу? Я зварю на тридцять людей.
      我们可以一起包饺子，边包边聊天。
      Çay güzel, sohbet daha güzel. Bir de tavla olsa!
    `,
  },
  jobClub: {
    celebrate: lines`
      Ges i'r swydd! Dechrau ddydd Llun 🏴󠁧󠁢󠁷󠁬󠁳󠁿
      Dostałem pracę w piekarni. Wstaję o trzeciej i jestem szczęśliwy.
      أخيرًا تمت معادلة شهادتي. سأعود إلى عملي ممرضةً.
      كنت مهندسًا في حلب. اليوم سألني أحدهم عن الجسور لأول مرة منذ سنوات.
      میں نے خود فون کیا اور انگریزی میں بات کی۔ دل بہت خوش ہوا۔
      Мій диплом нарешті визнали. Тепер шукаю роботу бухгалтеркою.
      Shaqo ayaan helay! Hooyaday aad bay u faraxday.
      Passei no exame de condução! Agora já posso aceitar o turno da noite.
      第一次面试全程说英语，虽然紧张，但是我做到了。
      ਮੈਨੂੰ ਨੌਕਰੀ ਮਿਲ ਗਈ ਹੈ। ਸਾਰਿਆਂ ਲਈ ਲੱਡੂ ਲਿਆਇਆ ਹਾਂ।
      Am primit primul salariu și am trimis jumătate acasă.
    `,
    improve: lines`
      Dim ond y clawr sydd yn Gymraeg. Mae'r ffurflen i gyd yn Saesneg.
      فارم بہت مشکل ہے۔ کوئی اردو میں سمجھا دے تو اچھا ہو۔
      Foomka ma fahmin. Fadlan af-Soomaali ku qora.
      表格太长了，能不能有人用中文讲一遍？
    `,
    idea: lines`
      نريد درسًا في اللغة الإنجليزية في المساء، لأننا نعمل في النهار.
      کلاس زبان شب‌ها باشد بهتر است، چون روزها کار می‌کنیم.
    `,
  },
  familySupport: {
    celebrate: lines`
      ابنتي نامت الليلة دون كوابيس. شكرًا لكم.
      میرے بیٹے نے اسکول میں پہلا دوست بنایا ہے۔
      Діти знову малюють будинки. Раніше малювали тільки танки.
      আমার মেয়ে স্কুলে গান গেয়েছে। আমি কেঁদে ফেলেছি।
      Pela primeira vez não tive de explicar tudo desde o início.
    `,
    improve: lines`
      Автобус приходить за десять хвилин до кінця зустрічі. Можна починати раніше?
    `,
    idea: [],
  },
  recoveryCafe: {
    celebrate: lines`
      Wnaeth neb chwerthin pan wnes i gamgymeriad.
      Dziś mija sto dni bez alkoholu. Moja siostra płakała przez telefon.
      Halkan waxaan ka helay saaxiibbo.
      ዛሬ ደስ ብሎኛል። ሁላችሁንም አመሰግናለሁ።
      On m'a demandé mon avis, et la semaine d'après c'était fait.
    `,
    improve: lines`
      W urzędzie mówią za szybko. Tutaj przynajmniej ktoś czeka, aż skończę.
    `,
    idea: [],
  },
};
