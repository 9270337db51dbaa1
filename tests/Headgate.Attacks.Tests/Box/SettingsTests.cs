using Headgate.Attacks.Tests.Standing;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Box;

/// <summary>What a project or a connection says of variables, attributes and places.</summary>
[Collection("box")]
public sealed class SettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-16")]
    [Attack("BOX-18")]
    [Theory]
    [InlineData("DBT_PROFILES_DIR")]
    [InlineData("DBT_PROJECT_DIR")]
    [InlineData("DBT_TARGET_PATH")]
    [InlineData("DBT_LOG_PATH")]
    [InlineData("DBT_STATE")]
    [InlineData("DBT_ENGINE_LOG_PATH")]
    [InlineData("DBT_CLOUD_RUN_ID")]
    [InlineData("DBT_CLOUD_ACCOUNT_ID")]
    [InlineData("DBT_ENV")]
    [InlineData("PATH")]
    [InlineData("LD_PRELOAD")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("GIT_SSH_COMMAND")]
    [InlineData("PYTHONSTARTUP")]
    [InlineData("HOME")]
    [InlineData("HTTPS_PROXY")]
    [InlineData("HEADGATE_BOX")]
    [InlineData("HEADGATE_BOX_ROOT")]
    public async Task A_project_replaces_no_variable_that_means_something_to_the_process(string name)
    {
        await using var lab = await BoxLab.StartAsync("print(os.environ)");
        await lab.VariableAsync(name, "/value-of-the-project");
        await lab.VariableAsync("DBT_PLAIN", "plain value");
        var (run, log) = await lab.RunAsync();
        log.ShouldContain("plain value");
        log.ShouldNotContain("/value-of-the-project");
        log.ShouldContain($"'DBT_CLOUD_RUN_ID': '{run.Id}'");
    }

    [Attack("BOX-19")]
    [Theory]
    [InlineData("""{"path":"warehouse/payroll.duckdb"}""", "path")]
    [InlineData("""{"attach":[{"path":"x"}]}""", "attach")]
    [InlineData("""{"extensions":["httpfs"]}""", "extensions")]
    [InlineData("""{"settings":{"lock_configuration":false}}""", "settings")]
    [InlineData("""{"type":"postgres","host":"127.0.0.1"}""", "type")]
    [InlineData("""{"Path":"x"}""", "Path")]
    [InlineData("""{"threads":100000}""", "threads")]
    [InlineData("""{"threads":"8"}""", "threads")]
    public async Task Extended_attributes_that_lead_elsewhere_end_the_run(string attributes, string named)
    {
        await using var lab = await BoxLab.StartAsync("print('the probe ran')");
        await lab.ChangeAsync(async db =>
        {
            var row = new ExtendedAttributes
            {
                AccountId = lab.Server.AccountId,
                ProjectId = lab.Project.Id,
                Attributes = attributes,
            };
            db.Add(row);
            await db.SaveChangesAsync(Cancellation);
            (await db.Environments.SingleAsync(e => e.Id == lab.Project.ProductionId, Cancellation)).ExtendedAttributesId = row.Id;
        });
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain($"\"{named}\"");
        log.ShouldNotContain("the probe ran");
    }

    [Attack("BOX-18")]
    [Fact]
    public async Task A_file_of_variables_in_the_repository_changes_none_of_the_process()
    {
        await using var lab = await BoxLab.StartAsync("print(sorted(os.environ.items()))");
        await File.WriteAllTextAsync(
            Path.Combine(lab.Repository, ".env"),
            "PATH=/value-of-the-project\nLD_PRELOAD=/value-of-the-project\nDBT_CLOUD_RUN_ID=6000\nDBT_ENV=/value-of-the-project\nHTTPS_PROXY=/value-of-the-project\n",
            Cancellation
        );
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldNotContain("/value-of-the-project");
        log.ShouldContain($"('DBT_CLOUD_RUN_ID', '{run.Id}')");
        log.ShouldContain($"('DBT_ENV_CUSTOM_ENV_DBT_CLOUD_RUN_ID', '{run.Id}')");
    }

    [Attack("BOX-20")]
    [Theory]
    [InlineData("dbname")]
    [InlineData("database")]
    public async Task Attributes_that_name_the_servers_own_database_end_the_run(string key)
    {
        await using var lab = await BoxLab.StartAsync("print('the probe ran')");
        if (lab.Server.Services.GetRequiredService<StoreSettings>().PostgresPlace is not { } own)
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
            return;
        }
        await lab.ChangeAsync(async db =>
        {
            var row = new ExtendedAttributes
            {
                AccountId = lab.Server.AccountId,
                ProjectId = lab.Project.Id,
                Attributes = $$"""{"{{key}}":"{{own.Database}}"}""",
            };
            db.Add(row);
            await db.SaveChangesAsync(Cancellation);
            (await db.Environments.SingleAsync(e => e.Id == lab.Project.ProductionId, Cancellation)).ExtendedAttributesId = row.Id;
            var connection = await db.Connections.SingleAsync(c => c.Id == lab.Project.ConnectionId, Cancellation);
            connection.AdapterVersion = "postgres_v0";
            connection.Config = $$"""{"hostname":"{{own.Hosts[0]}}","port":{{own.Port}},"dbname":"books"}""";
        });
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("the server keeps its own data");
        log.ShouldNotContain("the probe ran");
    }

    [Attack("BOX-20")]
    [Attack("BOX-36")]
    [Theory]
    [InlineData("keys/x.duckdb")]
    [InlineData("headgate.db")]
    [InlineData("journal/x.duckdb")]
    [InlineData("../payroll.duckdb")]
    [InlineData("/etc/passwd")]
    [InlineData("warehouse/link.duckdb")]
    [InlineData("warehouse/second-name.duckdb")]
    [InlineData("warehouse/inward/x.duckdb")]
    public async Task A_connection_that_points_where_no_warehouse_may_lie_ends_the_run(string path)
    {
        await using var lab = await BoxLab.StartAsync("print('the probe ran')");
        var folder = Path.Combine(lab.Data, "warehouse");
        File.CreateSymbolicLink(Path.Combine(folder, "link.duckdb"), Path.Combine(folder, "payroll.duckdb"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "inward"), Path.Combine(lab.Data, "keys"));
        await BoxLab.ShellAsync(
            $"cp '{folder}/payroll.duckdb' '{folder}/a.duckdb' && ln '{folder}/a.duckdb' '{folder}/second-name.duckdb'"
        );
        await lab.WarehouseAsync(path);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldStartWith("box process: ");
        log.ShouldNotContain("the probe ran");
    }
}
