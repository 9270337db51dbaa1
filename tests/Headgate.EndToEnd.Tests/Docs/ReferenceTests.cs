namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>The reference pages are made from the catalogue and the declarations of settings; <c>HEADGATE_ACCEPT=1</c> writes them anew.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("catalogue --format md", "operations.md")]
    [InlineData("catalogue --format json", "operations.json")]
    [InlineData("catalogue --format openapi", "openapi.json")]
    [InlineData("settings --reference", "settings.md")]
    public async Task The_guides_reference_page_is_current(string command, string file)
    {
        var result = await HeadgateProgram.RunAsync(command.Split(' '));
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
