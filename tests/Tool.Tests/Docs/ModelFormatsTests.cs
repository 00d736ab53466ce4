using Xunit;

namespace MobileNetGen.Tool.Tests.Docs;

public sealed class ModelFormatsTests
{
    [Fact]
    public void ThePageOfFormatsListsWhatTheReadersTake() =>
        WrittenFile.Verify(Path.Combine(Repository.Root, "docs", "model-formats.md"), ModelFormatsPage.Write());
}
