using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>A dbt project of one's own on a server of one's own, with the real program.</summary>
public sealed class OwnProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Shop => Path.Combine(_folder.Path, "my shop");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_added_with_all_that_it_needs_and_its_first_run_builds_its_own_warehouse()
    {
        await WriteShopAsync();
        await using var server = await ServedServer.StartAsync(Data);
        var variables = await TokenOfAsync(server);
        variables["SHOP_SCHEMA"] = "stall";

        var added = await HeadgateProgram.RunAsync(
            variables,
            "project",
            "add",
            Shop,
            "--data",
            Data,
            "--job",
            "dbt build",
            "--schedule",
            "0 6 * * *"
        );

        added.ExitCode.ShouldBe(0, added.All);
        added.Output.ShouldContain("Project my_shop: target dev, duckdb, schema stall, 3 threads");
        added.Output.ShouldContain($"allowed       {Shop}, written into runs.folders of {Path.Combine(Data, "headgate.yaml")}");
        added.Output.ShouldContain("which the first run makes");
        added.Output.ShouldContain("job           dbt build, at 0 6 * * * UTC");
        added.Output.ShouldContain("Completed successfully");
        added.Output.ShouldContain("Run 1 of dbt build succeeded");
        File.Exists(Path.Combine(Shop, "shop.duckdb")).ShouldBeTrue();
        var listed = (JsonArray)await JsonAsync(variables, "project", "list", "--data", Data);
        listed.Single()!["repository"]!["remote_url"]!.ToString().ShouldBe(Shop);

        // A later start reads the folders from the settings file that the command wrote.
        var settings = await HeadgateProgram.RunAsync("settings", "runs.warehouses", "--data", Data);
        settings.Output.ShouldContain($"runs.warehouses  {Shop}");
        (await JournalAsync()).ShouldContain($"added {Shop} to runs.folders of");
    }

    [Fact]
    public async Task Up_starts_with_a_project_of_ones_own_instead_of_the_demo_and_goes_on_with_it()
    {
        await WriteShopAsync();
        var variables = new Dictionary<string, string?> { ["SHOP_SCHEMA"] = "stall" };
        try
        {
            var up = await HeadgateProgram.RunAsync(variables, "up", "--detach", "--project", Shop, "--data", Data, "--port", "0");
            up.ExitCode.ShouldBe(0, up.All);
            up.Output.ShouldContain("Run 1 of dbt build succeeded");
            up.Output.ShouldContain("Headgate is ready at");
            up.Output.ShouldNotContain("Orchard shop");
            var known = JsonNode.Parse(
                await File.ReadAllTextAsync(Path.Combine(Data, "bootstrap.json"), TestContext.Current.CancellationToken)
            )!;
            known["job_id"].ShouldNotBeNull();
            (await HeadgateProgram.RunAsync("down", "--data", Data)).ExitCode.ShouldBe(0);

            var again = await HeadgateProgram.RunAsync(variables, "up", "--detach", "--project", Shop, "--data", Data, "--port", "0");
            again.ExitCode.ShouldBe(0, again.All);
            again.Output.ShouldContain("\"my_shop\", is from");
            var run = await HeadgateProgram.RunAsync("run", "dbt build", "--wait", "--data", Data);
            run.ExitCode.ShouldBe(0, run.All);
        }
        finally
        {
            await HeadgateProgram.RunAsync("down", "--data", Data);
        }
    }

    [Fact]
    public async Task A_git_address_is_added_with_its_branch_and_folder_and_its_first_run_builds()
    {
        await using var git = await GitServer.StartAsync(
            "rm dbt_project.yml && git checkout -q -b trunk && mkdir -p shop/models && cd shop && printf 'name: my_shop\\nprofile: shop\\n' >dbt_project.yml && "
                + "printf 'shop:\\n  target: dev\\n  outputs:\\n    dev: {type: duckdb, path: shop.duckdb, schema: main, threads: 2}\\n' >profiles.yml && "
                + "echo 'select 1 as id' >models/apples.sql && cd .."
        );
        await using var server = await ServedServer.StartAsync(
            Data,
            // Repositories on this machine are for servers whose operator has listed a folder of it.
            new Dictionary<string, string?>
            {
                ["HEADGATE__RUNS__GIT_HOSTS__0"] = "127.0.0.1",
                ["HEADGATE__RUNS__FOLDERS__0"] = _folder.Path,
            }
        );
        var variables = await TokenOfAsync(server);
        variables["HEADGATE_URL"] = server.Url;

        var root = await HeadgateProgram.RunAsync(variables, "project", "add", git.Url, "--branch", "trunk");
        root.ExitCode.ShouldBe(1);
        root.Error.ShouldContain($"There is no dbt_project.yml in the root of {git.Url}: name its folder with --subdirectory.");
        var added = await HeadgateProgram.RunAsync(variables, "project", "add", git.Url, "--branch", "trunk", "--subdirectory", "shop");

        added.ExitCode.ShouldBe(0, added.All);
        added.Output.ShouldContain($"project       my_shop, from {git.Url}");
        added.Output.ShouldContain("Run 1 of dbt build succeeded");
        File.Exists(Path.Combine(Data, "warehouse", "shop.duckdb")).ShouldBeTrue();
        var gone = await HeadgateProgram.RunAsync(variables, "project", "add", git.Url + "x", "--name", "another");
        gone.ExitCode.ShouldBe(1);
        gone.Error.ShouldContain($"git could not get {git.Url}x");
        ((JsonArray)await JsonAsync(variables, "project", "list")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_added_is_said_in_a_sentence_and_leaves_nothing()
    {
        await WriteShopAsync();
        await using var server = await ServedServer.StartAsync(Data);
        var variables = await TokenOfAsync(server);

        var unset = await AddAsync(variables);
        unset.ExitCode.ShouldBe(1);
        unset.Error.ShouldContain("SHOP_SCHEMA");
        variables["SHOP_SCHEMA"] = "stall";
        var other = await AddAsync(variables, "--target", "lake");
        other.Error.ShouldContain(
            "The target \"lake\" is of type snowflake, which this server's engine does not execute: it executes duckdb, postgres."
        );
        var remote = await AddAsync(variables, "--target", "pond");
        remote.Error.ShouldContain("The warehouse reader@db.invalid:5432/pond does not answer");
        var missing = await AddAsync(variables, "--target", "moon");
        missing.Error.ShouldContain("does not have a target named 'moon'");
        var cron = await AddAsync(variables, "--schedule", "99 6 * * *");
        cron.ExitCode.ShouldBe(1);
        cron.Error.ShouldContain("schedule.date.cron: a cron expression of five fields is required");
        var inside = await HeadgateProgram.RunAsync(variables, "project", "add", Path.Combine(Data, "keys"), "--data", Data);
        inside.Error.ShouldContain("There is no dbt_project.yml in");

        ((JsonArray)await JsonAsync(variables, "project", "list", "--data", Data)).ShouldBeEmpty();
        var connections = await server.SendAsync("GET", "/api/v3/accounts/1/connections/", variables["HEADGATE_TOKEN"]!);
        ((JsonArray)JsonNode.Parse(connections.Body)!["data"]!).ShouldBeEmpty();
    }

    [Fact]
    public async Task Environments_and_jobs_are_added_changed_listed_and_deleted_by_name()
    {
        await WriteShopAsync();
        await using var server = await ServedServer.StartAsync(Data);
        var variables = await TokenOfAsync(server);
        variables["SHOP_SCHEMA"] = "stall";
        variables["HEADGATE_URL"] = server.Url;
        // The server is named by its address, and it is the one of the folder that is named too.
        var made = await JsonAsync(variables, "project", "add", Shop, "--no-run", "--data", Data);

        var staging = await JsonAsync(variables, "env", "add", "Staging", "--project", "my_shop", "--schema", "trial", "--type", "staging");
        staging["deployment_type"]!.ToString().ShouldBe("staging");
        var unnamed = await HeadgateProgram.RunAsync(variables, "job", "add", "Tests", "--project", "my_shop");
        unnamed.Error.ShouldContain("has several environments: name one with --env, of \"Production\", \"Staging\"");
        var job = await JsonAsync(variables, "job", "add", "Tests", "--project", "my_shop", "--env", "staging", "--step", "dbt test");
        job["execute_steps"]!.ToJsonString().ShouldBe("""["dbt test"]""");

        await JsonAsync(variables, "job", "edit", "Tests", "--schedule", "*/5 * * * *", "--threads", "2");
        var listed = ((JsonArray)await JsonAsync(variables, "job", "list", "--project", "my_shop")).Single(j =>
            j!["name"]!.ToString() == "Tests"
        )!;
        (listed["schedule"]!["cron"]!.ToString(), (bool)listed["triggers"]!["schedule"]!).ShouldBe(("*/5 * * * *", true));
        ((int)listed["settings"]!["threads"]!, listed["execute_steps"]!.ToJsonString()).ShouldBe((2, """["dbt test"]"""));
        var off = await JsonAsync(variables, "job", "edit", "Tests", "--schedule", "off");
        ((bool)off[0]!["triggers"]!["schedule"]!).ShouldBeFalse();
        (await JsonAsync(variables, "env", "edit", "Staging", "--name", "Preview"))[0]!["name"]!.ToString().ShouldBe("Preview");

        var asked = await HeadgateProgram.RunAsync(variables, "env", "delete", "Preview");
        asked.ExitCode.ShouldBe(1);
        asked.Error.ShouldContain("with its job? Nobody can be asked here: say --yes");
        await JsonAsync(variables, "job", "delete", "Tests", "--yes");
        await JsonAsync(variables, "env", "delete", "Preview", "--yes");
        ((JsonArray)await JsonAsync(variables, "env", "list")).Single()!["id"]!.ToString().ShouldBe(made["environment_id"]!.ToString());
        var none = await HeadgateProgram.RunAsync(variables, "job", "delete", "Tests", "--yes");
        none.Error.ShouldContain("No job is named \"Tests\"; there are");
    }

    private Task<ProgramResult> AddAsync(Dictionary<string, string?> variables, params string[] more) =>
        HeadgateProgram.RunAsync(variables, ["project", "add", Shop, "--data", Data, "--no-run", .. more]);

    private static async Task<Dictionary<string, string?>> TokenOfAsync(ServedServer server) =>
        new(StringComparer.Ordinal)
        {
            ["HEADGATE_TOKEN"] = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString(),
        };

    private static async Task<JsonNode> JsonAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var result = await HeadgateProgram.RunAsync(variables, [.. arguments, "--json"]);
        result.ExitCode.ShouldBe(0, result.All);
        return JsonNode.Parse(result.Output)!;
    }

    private async Task<string> JournalAsync()
    {
        await using var file = new FileStream(
            Directory.EnumerateFiles(Path.Combine(Data, "journal"), "*.jsonl").Single(),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private async Task WriteShopAsync()
    {
        Directory.CreateDirectory(Path.Combine(Shop, "models"));
        await WriteAsync(
            "dbt_project.yml",
            "name: my_shop\nversion: '1.0'\nprofile: shop\nmodels:\n  my_shop:\n    +materialized: table\n"
        );
        await WriteAsync(
            "profiles.yml",
            """
            shop:
              target: dev
              outputs:
                dev:
                  type: duckdb
                  path: shop.duckdb
                  schema: "{{ env_var('SHOP_SCHEMA') }}"
                  threads: 3
                lake:
                  type: snowflake
                  account: db
                  schema: lake
                pond:
                  type: postgres
                  host: db.invalid
                  user: reader
                  password: not-here
                  port: 5432
                  dbname: pond
                  schema: pond
            """
        );
        await WriteAsync(Path.Combine("models", "apples.sql"), "select 1 as id, 'Gala' as kind\n");
    }

    private Task WriteAsync(string file, string text) =>
        File.WriteAllTextAsync(Path.Combine(Shop, file), text, TestContext.Current.CancellationToken);
}
