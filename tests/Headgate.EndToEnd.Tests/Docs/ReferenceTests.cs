namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>The reference pages are made from the catalogue; <c>HEADGATE_ACCEPT=1</c> writes them anew.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("md", "operations.md")]
    [InlineData("json", "operations.json")]
    [InlineData("openapi", "openapi.json")]
    public async Task The_guides_reference_page_is_current(string format, string file)
    {
        var result = await HeadgateProgram.RunAsync("catalogue", "--format", format);
        result.ExitCode.ShouldBe(0, result.All);
        var path = Repository.PathOf("docs", "reference", file);
        if (Environment.GetEnvironmentVariable("HEADGATE_ACCEPT") is "1")
        {
            await File.WriteAllTextAsync(path, result.Output, TestContext.Current.CancellationToken);
        }
        File.Exists(path).ShouldBeTrue($"{path} is missing: run HEADGATE_ACCEPT=1 ./test Guide");
        result.Output.ShouldBe(
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
            "Run HEADGATE_ACCEPT=1 ./test Guide and read the difference."
        );
    }
}
