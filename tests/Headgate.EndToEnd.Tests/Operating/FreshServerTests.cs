using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>A server of one's own, from an empty folder to the first call, with the real program.</summary>
public sealed class FreshServerTests
{
    [Fact]
    public async Task A_fresh_server_says_that_nobody_can_call_and_the_command_that_it_names_mends_it_while_it_runs()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServedServer.StartAsync(folder.Path);
        await Until.HoldsAsync(
            () => Task.FromResult(server.Errors.Contains($"'headgate account add NAME --data {folder.Path}'", StringComparison.Ordinal)),
            () => $"the server names the command; it said {server.Errors}",
            TestContext.Current.CancellationToken
        );

        var made = await HeadgateProgram.RunAsync("account", "add", "Hollow Hill", "--data", folder.Path);
        made.ExitCode.ShouldBe(0, made.All);
        made.Output.ShouldContain("Account 1, \"Hollow Hill\", is made");
        var token = made.Output.Split().Single(word => word.StartsWith("dbtc_", StringComparison.Ordinal) && word.Length > 40);
        (await server.SendAsync("GET", "/api/v3/accounts/1/projects/", token)).Status.ShouldBe(200);

        var again = await HeadgateProgram.RunAsync("account", "add", "Hollow Hill", "--data", folder.Path);
        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("There is an account \"Hollow Hill\" already");
    }

    [Fact]
    public async Task Account_people_and_tokens_are_made_before_the_first_start_too_and_all_is_in_the_record_without_a_secret()
    {
        using var folder = new TemporaryFolder();
        var account = await JsonAsync(folder.Path, "account", "add", "Hollow Hill");
        var user = await JsonAsync(folder.Path, "user", "add", "Ada@Example.com", "--name", "Ada Byron", "--group", "Owner");
        var runner = await JsonAsync(folder.Path, "token", "add", "ci", "--set", "job_runner");
        var second = await JsonAsync(folder.Path, "token", "add", "laptop", "--user", "ada@example.com", "--until", "2099-01-31");
        var revoked = await JsonAsync(folder.Path, "token", "revoke", "First token", "--personal");
        revoked["user"]!.ToString().ShouldBe("ada@example.com");

        var people = (JsonArray)await JsonAsync(folder.Path, "user", "list");
        people.Single()!["groups"]!.ToJsonString().ShouldBe("""["Owner"]""");
        people.Single()!["name"]!.ToString().ShouldBe("Ada Byron");
        var tokens = (JsonArray)await JsonAsync(folder.Path, "token", "list");
        tokens.Select(t => $"{t!["kind"]} {t["name"]}").ShouldBe(["service First token", "service ci", "personal laptop"]);
        ((JsonArray)await JsonAsync(folder.Path, "account", "list")).Single()!["tokens"]!.ToString().ShouldBe("3");

        await using var server = await ServedServer.StartAsync(folder.Path);
        server.Errors.ShouldNotContain("no account");
        (await server.SendAsync("GET", "/api/v3/accounts/1/service-tokens/", Secret(account))).Status.ShouldBe(200);
        (await server.SendAsync("GET", "/api/v3/accounts/1/service-tokens/", Secret(runner))).Status.ShouldBe(403);
        (await server.SendAsync("GET", "/api/v3/accounts/1/projects/", Secret(second))).Status.ShouldBe(200);
        (await server.SendAsync("GET", "/api/v3/accounts/1/projects/", Secret(user))).Status.ShouldBe(401);

        var record = await RecordAsync(folder.Path);
        record.ShouldContain("made account \\\"Hollow Hill\\\" with a first service token");
        record.ShouldContain("added user ada@example.com with a first personal token");
        record.ShouldContain("made service token \\\"ci\\\"");
        record.ShouldContain("revoked personal token \\\"First token\\\" of ada@example.com");
        record.ShouldContain("\"kind\":\"operator\"");
        foreach (var secret in new[] { account, user, runner, second }.Select(Secret))
        {
            record.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Each_start_without_a_box_for_runs_stands_in_the_record()
    {
        using var folder = new TemporaryFolder();
        var unboxed = new Dictionary<string, string?> { ["HEADGATE__RUNS__ISOLATION"] = "none" };
        foreach (var variables in new[] { unboxed, [], unboxed })
        {
            await using var server = await ServedServer.StartAsync(folder.Path, variables);
        }

        var record = await RecordAsync(folder.Path);
        record.Split("started the server with runs.isolation none").Length.ShouldBe(1 + 2);
    }

    [Fact]
    public async Task A_token_that_the_operator_revokes_is_refused_by_the_server_that_runs_from_the_next_call_on()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServedServer.StartAsync(folder.Path);
        var token = Secret(await server.JsonAsync("account", "add", "Hollow Hill"));
        (await server.SendAsync("GET", "/api/v3/accounts/1/projects/", token)).Status.ShouldBe(200);

        var revoked = await HeadgateProgram.RunAsync("token", "revoke", "First token", "--data", folder.Path);

        revoked.ExitCode.ShouldBe(0, revoked.All);
        revoked.Output.ShouldContain("The service token 1, \"First token\", is revoked.");
        (await server.SendAsync("GET", "/api/v3/accounts/1/projects/", token)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("token add ci --set nonsense", "\"nonsense\" is no permission set of service tokens. They are account_admin, ")]
    [InlineData("token add ci --set job_admin --project 1", "has no project 1")]
    [InlineData("token add ci --set billing_admin --project 1", "Billing Admin is for the whole account and takes no project.")]
    [InlineData("token add ci --user nobody@example.com", "has no user nobody@example.com")]
    [InlineData("token revoke nothing", "There is no service token \"nothing\"")]
    [InlineData("token list --account 7", "There is no account 7")]
    [InlineData("user add ada --group Owner", "\"ada\" is no e-mail address")]
    [InlineData("user add ada@example.com --group Nobody", "has no group \"Nobody\"; its groups are Owner")]
    public async Task What_cannot_be_is_refused_with_what_to_do(string line, string fault)
    {
        using var folder = new TemporaryFolder();
        await JsonAsync(folder.Path, "account", "add", "Hollow Hill");
        var result = await HeadgateProgram.RunAsync([.. line.Split(' '), "--data", folder.Path]);
        result.ExitCode.ShouldBe(1, result.All);
        result.Error.ShouldContain(fault);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_are_several_accounts_one_is_named()
    {
        using var folder = new TemporaryFolder();
        await JsonAsync(folder.Path, "account", "add", "Hollow Hill");
        await JsonAsync(folder.Path, "account", "add", "Low Dale");
        var unnamed = await HeadgateProgram.RunAsync("token", "list", "--data", folder.Path);
        unnamed.ExitCode.ShouldBe(1);
        unnamed.Error.ShouldContain("Name the account with --account: 1 is \"Hollow Hill\", 2 is \"Low Dale\".");
        ((JsonArray)await JsonAsync(folder.Path, "token", "list", "--account", "2")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_operators_socket_is_for_the_servers_own_user_and_bears_nonsense()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServedServer.StartAsync(folder.Path);
        var door = Path.Combine(folder.Path, "operator", "door");
        File.GetUnixFileMode(Path.GetDirectoryName(door)!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(door).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await AskAsync(door, "GET / HTTP/1.1\n")).ShouldContain("no object of JSON");
        (await AskAsync(door, "{\"act\":\"accounts.delete\"}\n")).ShouldContain("knows no act");
        (await AskAsync(door, "{\"act\":\"accounts.add\",\"name\":[1]}\n")).ShouldContain("cannot be read");
        // More than one line's worth is not read to its end; whoever sends it is hung up on.
        await Should.ThrowAsync<IOException>(() => AskAsync(door, new string('x', 300_000) + "\n"));
        ((JsonArray)await server.JsonAsync("account", "list")).ShouldBeEmpty();
    }

    private static async Task<string> AskAsync(string door, string line)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(door), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonNode> JsonAsync(string data, params string[] arguments)
    {
        var result = await HeadgateProgram.RunAsync([.. arguments, "--data", data, "--json"]);
        result.ExitCode.ShouldBe(0, result.All);
        return JsonNode.Parse(result.Output)!;
    }

    private static string Secret(JsonNode made) => made["secret"]!.ToString();

    private static async Task<string> RecordAsync(string data)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "journal"), "*.jsonl"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            text.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        return text.ToString();
    }
}
