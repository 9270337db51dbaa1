using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Catalogue;
using Headgate.Mcp.Tools;
using Headgate.Testing;

namespace Headgate.Mcp.Tests.Tools;

public sealed partial class ToolTableTests : IAsyncLifetime
{
    private HeadgateServer _server = null!;
    private ToolTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await HeadgateServer.StartAsync();
        _table = (ToolTable)_server.Services.GetService(typeof(ToolTable))!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Each_operation_that_an_agent_can_be_granted_has_one_tool()
    {
        var expected = _server.Catalogue.Operations.Where(o =>
            o is { TwinOf: null, IsGateAdministration: false, GivesLeave: false, BringsTools: false } && o.Answers.Kind != AnswerKind.Events
        );
        // A run has two tools: what it is, and what went wrong in it. What is known of an environment has all of dbt's Discovery set.
        _table
            .All.Where(t => t.Toolset is not ("discovery" or "semantic_layer"))
            .Select(t => t.Operation.Id)
            .Order()
            .ShouldBe(
                expected
                    .Select(o => o.Id)
                    .Where(id =>
                        id is not ("metadata.read" or "metadata.schema.read") && !id.StartsWith("metrics.", StringComparison.Ordinal)
                    )
                    .Append("runs.get")
                    .Order()
            );
        _table.All.Where(t => t.Toolset == "discovery").ShouldAllBe(t => t.Operation.Id == "metadata.read");
        _table
            .All.Where(t => t.Toolset == "semantic_layer")
            .Select(t => $"{t.Name} {t.Operation.Id}")
            .ShouldBe([
                "list_metrics metrics.read",
                "list_saved_queries metrics.read",
                "get_dimensions metrics.read",
                "get_entities metrics.read",
                "query_metrics metrics.query",
                "get_metrics_compiled_sql metrics.compile",
                "get_dimension_values metrics.values.query",
            ]);
    }

    [Theory]
    [InlineData("list_projects", "")]
    [InlineData("list_jobs", "limit:integer? offset:integer?")]
    [InlineData("get_job_details", "job_id:integer")]
    [InlineData(
        "trigger_job_run",
        "job_id:integer cause:string? git_branch:string? git_sha:string? schema_override:string? steps_override:array?"
    )]
    [InlineData("list_jobs_runs", "job_id:integer? status:string? limit:integer? offset:integer? order_by:string?")]
    [InlineData("get_job_run_details", "run_id:integer")]
    [InlineData("cancel_job_run", "run_id:integer")]
    [InlineData("retry_job_run", "run_id:integer")]
    [InlineData("list_job_run_artifacts", "run_id:integer")]
    [InlineData("get_job_run_error", "run_id:integer include_warnings:boolean? warning_only:boolean?")]
    [InlineData("get_mart_models", "")]
    [InlineData("get_all_models", "")]
    [InlineData("get_exposures", "")]
    [InlineData("get_all_sources", "source_names:array? unique_ids:array?")]
    [InlineData("get_all_macros", "include_default_dbt_packages:boolean? package_names:array? return_package_names_only:boolean?")]
    [InlineData("get_node_details", "resource_type:string name:string? unique_id:string?")]
    [InlineData("get_lineage", "unique_id:string types:array? direction:string? depth:integer?")]
    [InlineData("get_model_parents", "name:string? unique_id:string?")]
    [InlineData("get_model_children", "name:string? unique_id:string?")]
    [InlineData("get_model_health", "name:string? unique_id:string?")]
    [InlineData("get_model_performance", "name:string? unique_id:string? num_runs:integer? include_tests:boolean?")]
    [InlineData("get_related_models", "name:string? unique_id:string? limit:integer?")]
    [InlineData("get_column_lineage", "model_id:string column_name:string direction:string? depth:integer?")]
    [InlineData("get_column_impact", "model_id:string column_name:string?")]
    [InlineData("get_model_details", "name:string? unique_id:string?")]
    [InlineData("get_source_details", "name:string? unique_id:string?")]
    [InlineData("get_exposure_details", "name:string? unique_id:string?")]
    [InlineData("get_macro_details", "name:string? unique_id:string?")]
    [InlineData("get_seed_details", "name:string? unique_id:string?")]
    [InlineData("get_semantic_model_details", "name:string? unique_id:string?")]
    [InlineData("get_snapshot_details", "name:string? unique_id:string?")]
    [InlineData("get_test_details", "name:string? unique_id:string?")]
    public void The_tools_of_dbts_server_are_there_with_its_arguments(string name, string arguments)
    {
        var schema = _table.Find(name).ShouldNotBeNull().Declaration.InputSchema;
        var required = schema.TryGetProperty("required", out var needed) ? needed.EnumerateArray().Select(r => r.GetString()).ToList() : [];
        foreach (var argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (field, type) = (argument.Split(':')[0], argument.Split(':')[1]);
            var property = schema.GetProperty("properties").GetProperty(field);
            property.GetRawText().ShouldContain($"\"{type.TrimEnd('?')}\"", customMessage: $"{name}.{field}");
            required.Contains(field).ShouldBe(!type.EndsWith('?'), $"{name}.{field}");
        }
    }

    [Fact]
    public void Every_tool_says_what_it_is_and_takes_nothing_that_it_does_not_name()
    {
        foreach (var tool in _table.All)
        {
            ToolName().IsMatch(tool.Name).ShouldBeTrue(tool.Name);
            tool.Declaration.Description!.Length.ShouldBeGreaterThan(20, tool.Name);
            var schema = tool.Declaration.InputSchema;
            schema.GetProperty("type").GetString().ShouldBe("object");
            schema.GetProperty("additionalProperties").ValueKind.ShouldBe(JsonValueKind.False);
            foreach (var property in schema.GetProperty("properties").EnumerateObject())
            {
                property.Value.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace($"{tool.Name}.{property.Name}");
            }
            tool.Declaration.Annotations!.ReadOnlyHint.ShouldBe(tool.Operation.Access == Access.Read, tool.Name);
        }
        _table.Find("jobs_delete")!.Declaration.Annotations!.DestructiveHint.ShouldBe(true);
        _table.Find("trigger_job_run")!.Declaration.Annotations!.DestructiveHint.ShouldBe(false);
    }

    [GeneratedRegex("^[a-z0-9_]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex ToolName();
}
