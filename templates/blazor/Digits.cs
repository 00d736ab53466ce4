using MobileNetGen;

namespace MobileNetApp;

[GeneratedNetwork("network.json")]
internal sealed partial class Digits;
