using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>The command line with a server elsewhere.</summary>
public sealed class LoginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Dictionary<string, string?> Variables =>
        new(StringComparer.Ordinal)
        {
            ["XDG_CONFIG_HOME"] = Path.Combine(_folder.Path, "config"),
            ["HEADGATE__DATA"] = Path.Combine(_folder.Path, "none"),
        };

    private string File => Path.Combine(_folder.Path, "config", "headgate", "logins.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_login_is_tested_kept_for_its_user_alone_and_used_until_the_logout()
    {
        await using var server = await ServedServer.StartAsync(Path.Combine(_folder.Path, "data"));
        var token = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString();

        var login = await LoginAsync(server.Url, token);
        login.ExitCode.ShouldBe(0, login.All);
        login.Output.ShouldContain($"Logged in to {server.Url}, account 1.");
        login.All.ShouldNotContain(token);
        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var jobs = await HeadgateProgram.RunAsync(Variables, "job", "list");
        jobs.ExitCode.ShouldBe(0, jobs.All);
        jobs.Output.ShouldContain("No jobs yet");
        (await HeadgateProgram.RunAsync(Variables, "runs", "--url", server.Url + "/")).ExitCode.ShouldBe(0);

        var logout = await HeadgateProgram.RunAsync(Variables, "logout");
        logout.Output.ShouldContain($"Logged out of {server.Url}.");
        var after = await HeadgateProgram.RunAsync(Variables, "job", "list", "--url", server.Url);
        after.ExitCode.ShouldBe(1);
        after.Error.ShouldContain($"No token is known for {server.Url}: 'headgate login --url {server.Url}'");
    }

    [Fact]
    public async Task A_token_that_the_server_refuses_is_not_kept()
    {
        await using var server = await ServedServer.StartAsync(Path.Combine(_folder.Path, "data"));
        await server.JsonAsync("account", "add", "Hollow Hill");
        var login = await LoginAsync(server.Url, "dbtc_wrong");
        login.ExitCode.ShouldBe(1);
        login.Error.ShouldContain($"{server.Url} refuses the token (401)");
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_is_named_is_never_exchanged_for_the_server_of_a_login()
    {
        await using var server = await ServedServer.StartAsync(Path.Combine(_folder.Path, "data"));
        var token = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString();
        (await LoginAsync(server.Url, token)).ExitCode.ShouldBe(0);
        var result = await HeadgateProgram.RunAsync(Variables, "runs", "--data", Path.Combine(_folder.Path, "other"));
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("There is no server in");
    }

    [Fact]
    public async Task The_token_is_not_shown_while_it_is_typed()
    {
        await using var server = await ServedServer.StartAsync(Path.Combine(_folder.Path, "data"));
        var token = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString();
        // script gives the program a terminal of its own, and keeps all that is shown on it.
        var shown = Path.Combine(_folder.Path, "shown");
        using var script = HeadgateProgram.Start("script", ["-qefc", $"{HeadgateProgram.Path} login --url {server.Url}", shown], Variables);
        try
        {
            _ = script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Testing.Until.HoldsAsync(
                async () => System.IO.File.Exists(shown) && (await ReadAsync(shown)).Contains("Token for", StringComparison.Ordinal),
                () => "the program asks for the token",
                TestContext.Current.CancellationToken
            );
            await script.StandardInput.WriteAsync(token + "\r");
            await script.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!script.HasExited)
            {
                script.Kill(entireProcessTree: true);
            }
        }
        var all = await ReadAsync(shown);
        script.ExitCode.ShouldBe(0, all);
        all.ShouldContain("Logged in to");
        all.ShouldNotContain(token);
        JsonNode.Parse(await ReadAsync(File))![0]!["token"]!.ToString().ShouldBe(token);
    }

    private async Task<ProgramResult> LoginAsync(string url, string token)
    {
        using var process = HeadgateProgram.Start(HeadgateProgram.Path, ["login", "--url", url], Variables);
        await process.StandardInput.WriteLineAsync(token);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramResult(process.ExitCode, output, error);
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
