using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>The page about webhooks shows how a signature is checked; both ways are run as they stand there.</summary>
public sealed class WebhooksPageTests
{
    [Fact]
    public async Task Both_examples_compute_the_signature_that_the_page_shows()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "webhooks.md"), TestContext.Current.CancellationToken);
        var shown = page.Split("This prints `")[1].Split('`')[0];
        shown.Length.ShouldBe(64);

        var shell = await HeadgateProgram.RunAsync("bash", ["-c", $"cd '{folder.Path}' && {Block(page, "sh", "openssl")}"], None);
        shell.ExitCode.ShouldBe(0, shell.All);
        shell.Output.Trim().ShouldBe(shown);

        var script = Path.Combine(folder.Path, "check.py");
        await File.WriteAllTextAsync(
            script,
            Block(page, "python", "hmac")
                + $"\nbody = open('{folder.Path}/body.json', 'rb').read()\n"
                + $"print(is_from_headgate(body, '{shown}', '0123456789abcdef'), is_from_headgate(body + b' ', '{shown}', '0123456789abcdef'))\n",
            TestContext.Current.CancellationToken
        );
        var python = await HeadgateProgram.RunAsync("python3", [script], None);
        python.Output.Trim().ShouldBe("True False", python.All);
    }

    private static Dictionary<string, string?> None => [];

    private static string Block(string page, string language, string containing) =>
        page.Split($"```{language}\n")[1..].Select(rest => rest.Split("```")[0]).Single(block => block.Contains(containing));
}
