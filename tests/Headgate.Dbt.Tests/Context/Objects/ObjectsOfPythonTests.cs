using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Context.Objects;

/// <summary>Python's objects and those of dbt's libraries, as a macro meets them in a run.</summary>
public sealed class ObjectsOfPythonTests
{
    private static readonly (string Expression, string Expected)[] Zones =
    [
        ("pytz.timezone('UTC').localize(noon)", "2026-07-01 12:00:00+00:00"),
        ("pytz.timezone('America/New_York').localize(noon)", "2026-07-01 12:00:00-04:00"),
        ("pytz.timezone('America/New_York').localize(noon).tzname()", "EDT"),
        ("pytz.timezone('America/New_York').zone", "America/New_York"),
        ("pytz.utc.zone, pytz.utc", "('UTC', <UTC>)"),
        ("[pytz.timezone('America/New_York').localize(noon).tzinfo]", "[<DstTzInfo 'America/New_York' EDT-1 day, 20:00:00 DST>]"),
        ("'Europe/Berlin' in pytz.all_timezones", "True"),
        ("pytz.utc.localize(noon).astimezone(pytz.timezone('Europe/Berlin'))", "2026-07-01 14:00:00+02:00"),
        ("berlin.normalize(berlin.localize(noon) + modules.datetime.timedelta(days=180))", "2026-12-28 11:00:00+01:00"),
        ("berlin.localize(twice)", "2026-10-25 02:30:00+01:00"),
        ("berlin.localize(twice, is_dst=True)", "2026-10-25 02:30:00+02:00"),
    ];

    private static readonly (string Expression, string Expected)[] Tables =
    [
        ("table.columns.items() | map('first') | list", "['a', 'b']"),
        ("table.columns.keys()", "('a', 'b')"),
        ("table.columns.dict()['b'].values()", "('x', 'y')"),
        ("table.columns['a']", "<agate.Column: (1, 2)>"),
        ("table.rows.keys()", "None"),
        ("table.rows[-1].items() | list", "[('a', 2), ('b', 'y')]"),
        ("table.rows[0].dict()", "OrderedDict([('a', 1), ('b', 'x')])"),
        ("table.rows[0].dict() | tojson", "{\"a\": 1, \"b\": \"x\"}"),
        ("{'a': 1}.keys", "<built-in method keys of dict object at 0x7f"),
        ("table.column_types", "('Integer', 'Text')"),
        ("table.columns['b'].values_sorted()", "('x', 'y')"),
    ];

    [Fact]
    public Task Zones_of_pytz_are_as_pytz_has_them() => AllHoldAsync(Zones);

    [Fact]
    public Task Rows_and_columns_have_keys_and_items() => AllHoldAsync(Tables);

    [Fact]
    public Task The_context_can_be_asked_for_its_names_and_given_new_ones() =>
        AllHoldAsync([
            ("context.update({'colour': 'blue'}) or colour", "blue"),
            ("'ref' in context.keys(), 'say' in context.keys()", "(True, True)"),
            ("'ref' in builtins.keys(), 'say' in builtins.keys()", "(True, False)"),
        ]);

    private static async Task AllHoldAsync((string Expression, string Expected)[] cases)
    {
        using var folder = new ProjectFolder();
        var lines = string.Join('\n', cases.Select((c, i) => $"{{% do print('{i}: ' ~ (({c.Expression}) | string)) %}}"));
        folder.Write(
            "macros/say.sql",
            $$"""
            {% macro say() %}
            {% set pytz = modules.pytz %}
            {% set berlin = pytz.timezone('Europe/Berlin') %}
            {% set noon = modules.datetime.datetime(2026, 7, 1, 12) %}
            {% set twice = modules.datetime.datetime(2026, 10, 25, 2, 30) %}
            {% set table = run_query("select 1 as a, 'x' as b union all select 2, 'y' order by 1") %}
            {{lines}}
            {% endmacro %}
            """
        );
        var call = await EngineCall.RunAsync(folder.Path, "run-operation say");
        call.ExitCode.ShouldBe(0, call.Output);
        for (var i = 0; i < cases.Length; i++)
        {
            call.Output.ShouldContain($"{i}: {cases[i].Expected}", customMessage: cases[i].Expression);
        }
    }
}
