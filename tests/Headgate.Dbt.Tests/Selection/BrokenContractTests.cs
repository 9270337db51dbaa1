using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Selection;

/// <summary><c>state:modified</c> over models whose contracts no longer keep what they promised.</summary>
public sealed class BrokenContractTests : IDisposable
{
    private const string Promise = "[{name: id, data_type: integer, constraints: [{type: not_null}]}, {name: name, data_type: varchar}]";
    private const string Warned = "Breaking change to contracted, unversioned model a (models/a.sql)";
    private const string Refused = "Breaking change to contract Error in model a (models/a.sql)";

    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("[{name: id, data_type: integer, constraints: [{type: not_null}]}]", true, "Columns were removed: \n    - name\n")]
    [InlineData(
        "[{name: id, data_type: bigint, constraints: [{type: not_null}]}, {name: name, data_type: varchar}]",
        true,
        "Columns with data_type changes: \n    - id (integer -> bigint)\n"
    )]
    [InlineData(
        "[{name: id, data_type: integer}, {name: name, data_type: varchar}]",
        true,
        "Enforced column level constraints were removed: \n    - 'not_null' constraint on column id\n"
    )]
    [InlineData(Promise, false, "Contract enforcement was removed: Previously, this model had an enforced contract.")]
    public async Task A_promise_that_is_taken_back_is_warned_of_where_the_model_has_no_versions(
        string columns,
        bool enforced,
        string reason
    )
    {
        await KeepAsync();
        Model(columns, enforced);

        var call = await SelectedAsync();

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain(Warned);
        call.Output.ShouldContain(reason);
    }

    [Fact]
    public async Task Where_it_has_versions_it_is_refused()
    {
        await KeepAsync(versions: ", versions: [{v: 1, defined_in: a}]");
        Model("[{name: id, data_type: integer}]", enforced: true, ", versions: [{v: 1, defined_in: a}]");

        var call = await SelectedAsync();

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain(Refused);
        call.Output.ShouldContain("Columns were removed: \n");
    }

    [Fact]
    public async Task A_model_with_a_contract_that_is_gone_is_warned_of()
    {
        await KeepAsync();
        File.Delete(Path.Combine(_project.Path, "models/a.sql"));
        File.Delete(Path.Combine(_project.Path, "models/a.yml"));
        _project.Write("models/b.sql", "select 1 as id");

        (await SelectedAsync()).Output.ShouldContain("Contracted model 'model.shop.a' was deleted or renamed.");
    }

    [Theory]
    [InlineData(
        "[{name: id, data_type: integer, constraints: [{type: not_null}]}, {name: name, data_type: varchar}, {name: more, data_type: integer}]"
    )]
    [InlineData("[{name: id, data_type: INTEGER, constraints: [{type: not_null}]}, {name: name, data_type: VARCHAR(20)}]")]
    public async Task A_further_column_or_a_wider_type_is_a_change_that_breaks_nothing(string columns)
    {
        await KeepAsync();
        Model(columns, enforced: true);

        var call = await SelectedAsync();

        call.Output.ShouldContain("shop.a");
        call.Output.ShouldNotContain("Breaking change");
    }

    [Fact]
    public async Task Who_may_refer_to_a_model_is_part_of_what_it_is()
    {
        await KeepAsync();
        Model(Promise, enforced: true, ", access: public");

        (await SelectedAsync()).Output.ShouldContain("shop.a");
    }

    private async Task KeepAsync(string versions = "")
    {
        Model(Promise, enforced: true, versions);
        _project.Write("models/a.sql", "select 1 as id, 'x' as name");
        (await EngineCall.RunAsync(_project.Path, "parse --target-path before")).ExitCode.ShouldBe(0);
    }

    private Task<EngineCall> SelectedAsync() => EngineCall.RunAsync(_project.Path, "ls --select state:modified --state before");

    private void Model(string columns, bool enforced, string more = "") =>
        _project.Write(
            "models/a.yml",
            $"models: [{{name: a, config: {{materialized: table, contract: {{enforced: {(enforced ? "true" : "false")}}}}}, columns: {columns}{more}}}]"
        );
}
