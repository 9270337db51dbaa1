using System.Text.Json.Nodes;
using Headgate.Dbt.Tests.Golden;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Up;

/// <summary>What the foundation promises, call by call.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class ShownByTests(DemoServer demo)
{
    [Fact]
    public async Task A_triggered_run_succeeds_and_leaves_artifacts_only_when_it_is_complete()
    {
        var (status, body) = await demo.SendAsync("POST", "v2", $"jobs/{demo.Job}/run/", "Token", demo.Token, """{"cause":"hello"}""");
        status.ShouldBe(200, body);
        var run = (long)JsonNode.Parse(body)!["data"]!["id"]!;
        var (early, earlyBody) = await demo.SendAsync("GET", "v2", $"runs/{run}/artifacts/manifest.json", "Token", demo.Token);
        early.ShouldBe(404, earlyBody);

        var ended = await demo.WaitForRunAsync(run);
        ((int)ended["status"]!).ShouldBe(10, ended.ToJsonString());
        var (found, manifest) = await demo.SendAsync("GET", "v2", $"runs/{run}/artifacts/manifest.json", "Token", demo.Token);
        found.ShouldBe(200);
        var metadata = JsonNode.Parse(manifest)!["metadata"]!;
        metadata["dbt_schema_version"]!.ToString().ShouldEndWith("/manifest/v12.json");
        metadata["project_name"]!.ToString().ShouldBe("orchard_shop");

        var schema = Prerequisite.SharedData("schemas", "manifest-v12.json");
        var rules = JsonNode.Parse(await File.ReadAllTextAsync(schema, TestContext.Current.CancellationToken))!.AsObject();
        // dbt's own manifests are newer than the published schema in this one place: macros have a configuration by now.
        SchemaCheck
            .Errors(JsonNode.Parse(manifest), rules)
            .Where(e =>
                !(e.StartsWith("$.macros.", StringComparison.Ordinal) && e.EndsWith(": config is not allowed", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_agent_reads_its_runs()
    {
        var (status, body) = await demo.SendAsync("GET", "v2", "runs/?limit=1", "Bearer", demo.Agent);
        status.ShouldBe(200, body);
        JsonNode.Parse(body)!["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_agent_gets_a_sentence_and_not_one_byte_of_token_data()
    {
        var (status, body) = await demo.SendAsync("GET", "v3", "service-tokens/", "Bearer", demo.Agent);
        status.ShouldBe(403, body);
        var answer = JsonNode.Parse(body)!;
        answer["data"].ShouldBeNull();
        answer["status"]!["user_message"]!.ToString().ShouldContain("ervice token");
        body.ShouldNotContain("dbtc_");
        body.ShouldNotContain("Made by headgate up");
    }

    [Fact]
    public async Task The_record_tells_it_in_sentences_and_is_intact()
    {
        await demo.SendAsync("GET", "v3", "service-tokens/", "Bearer", demo.Agent);
        var tail = await HeadgateProgram.RunAsync("audit", "tail", "--data", demo.Data);
        tail.ExitCode.ShouldBe(0, tail.All);
        tail.Output.ShouldContain("Analytics Agent");
        tail.Output.ShouldContain("service token");
        var verify = await HeadgateProgram.RunAsync("audit", "verify", "--data", demo.Data);
        verify.ExitCode.ShouldBe(0, verify.All);
        verify.Output.ShouldContain("intact");
    }

    [Fact]
    public async Task One_changed_byte_of_the_record_is_found()
    {
        using var copy = new TemporaryFolder();
        CopyFolder(Path.Combine(demo.Data, "journal"), Path.Combine(copy.Path, "journal"));
        CopyFolder(Path.Combine(demo.Data, "keys"), Path.Combine(copy.Path, "keys"));
        var file = Directory
            .GetFiles(Path.Combine(copy.Path, "journal"), "*", SearchOption.AllDirectories)
            .OrderByDescending(f => new FileInfo(f).Length)
            .First();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var place = bytes.AsSpan().IndexOf("Analytics Agent"u8);
        place.ShouldBeGreaterThan(0);
        bytes[place] = (byte)'B';
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var verify = await HeadgateProgram.RunAsync("audit", "verify", "--data", copy.Path);
        verify.ExitCode.ShouldBe(1, verify.All);
        verify.All.ShouldContain("not intact");
        // The record itself is named, by its line in the file.
        var line = bytes.AsSpan(0, place).Count((byte)'\n') + 1;
        verify.Output.ShouldContain("broken  ");
        verify.Output.ShouldContain(Path.GetFileName(file));
        var json = await HeadgateProgram.RunAsync("audit", "verify", "--data", copy.Path, "--json");
        ((long)JsonNode.Parse(json.Output)!["breaks"]![0]!["line"]!).ShouldBe(line);
    }

    [Fact]
    public async Task The_engine_stands_alone()
    {
        using var copy = new TemporaryFolder();
        CopyFolder(Repository.PathOf("samples", "orchard-shop"), copy.Path);
        await GitAsync(copy.Path, "init", "--quiet");
        await GitAsync(copy.Path, "add", "--all");
        var build = await HeadgateProgram.RunAsync("dbt", "build", "--project-dir", copy.Path, "--profiles-dir", copy.Path);
        build.ExitCode.ShouldBe(0, build.All);
        build.Output.ShouldMatch(@"Done\. PASS=\d+ WARN=2 ERROR=0 SKIP=0");
        // What the engine leaves behind is what the project's .gitignore leaves out.
        (await GitAsync(copy.Path, "ls-files", "--others", "--exclude-standard")).ShouldBeEmpty();
        (await GitAsync(copy.Path, "diff", "--name-only")).ShouldBeEmpty();
        File.Exists(Path.Combine(copy.Path, "target", "run_results.json")).ShouldBeTrue();
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await HeadgateProgram.RunAsync("git", ["-C", folder, .. arguments], new Dictionary<string, string?>());
        result.ExitCode.ShouldBe(0, result.All);
        return result.Output;
    }

    [Fact]
    public async Task No_secret_lies_in_any_file_but_those_that_are_for_it()
    {
        var demoFile = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(demo.Data, "demo.json"), TestContext.Current.CancellationToken)
        )!;
        string[] secrets = [demo.Token, demo.Agent, demoFile["hmac_secret"]!.ToString()];
        foreach (var (file, bytes) in await LiveFolder.ReadAsync(demo.Data, TestContext.Current.CancellationToken))
        {
            if (Path.GetFileName(file) is "bootstrap.json" or "demo.json")
            {
                continue;
            }
            var content = System.Text.Encoding.Latin1.GetString(bytes);
            foreach (var secret in secrets)
            {
                content.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{file} holds a secret.");
            }
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (
                relative.StartsWith("target", StringComparison.Ordinal)
                || relative.EndsWith(".lock", StringComparison.Ordinal)
                || relative.EndsWith(".new", StringComparison.Ordinal)
                || relative.Contains(".duckdb", StringComparison.Ordinal)
            )
            {
                continue;
            }
            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
