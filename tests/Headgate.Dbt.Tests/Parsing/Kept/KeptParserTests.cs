using System.Text;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing;
using Headgate.Dbt.Parsing.Kept;
using Headgate.Dbt.Tests.Golden;

namespace Headgate.Dbt.Tests.Parsing.Kept;

/// <summary>A kept parse is taken when nothing has changed, and never when a fresh one would give something else.</summary>
public sealed class KeptParserTests : IDisposable
{
    private static readonly DateTime Settled = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ProjectFolder _project = new();

    public KeptParserTests()
    {
        Write("models/a.sql", "select {{ env_var('REGION', 'none') }} as id");
        Write("models/b.sql", "select * from {{ ref('a') }}");
        Write(
            "models/models.yml",
            "models: [{name: a, description: First, config: {meta: {since: 2024-05-06, ratio: 1.0, much: 123456789012345678901}}}]"
        );
        Write("macros/m.sql", "{% macro m() %}1{% endmacro %}");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_parse_is_taken_while_nothing_changes()
    {
        Parse().Taken.ShouldBeFalse();

        Parse().Taken.ShouldBeTrue();
    }

    [Theory]
    [InlineData("models/a.sql", "select 2 as id")]
    [InlineData("models/c.sql", "select 1 as id")]
    [InlineData("models/deeper/c.yml", "models: [{name: b, description: Second}]")]
    [InlineData("macros/m.sql", "{% macro m() %}2{% endmacro %}")]
    [InlineData("seeds/s.csv", "id\n1\n")]
    [InlineData("docs.md", "nothing", false)]
    [InlineData("models/notes.txt", "nothing", false)]
    [InlineData(".dbtignore", "b.sql")]
    [InlineData("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: p\nmodels: {+materialized: table}\n")]
    [InlineData("vars.yml", "vars: {x: 1}")]
    [InlineData("selectors.yml", "selectors: [{name: s, definition: a}]")]
    public void A_changed_file_is_parsed_again_if_it_counts(string path, string text, bool counts = true)
    {
        Parse();

        Write(path, text);

        Parse().Taken.ShouldBe(!counts);
    }

    [Fact]
    public void A_file_that_changes_without_another_size_or_time_just_after_a_parse_is_parsed_again()
    {
        var time = DateTime.SpecifyKind(new(2026, 11, 24, 4, 0, 0), DateTimeKind.Utc);
        Write("models/b.sql", "select 1 as n from {{ ref('a') }}", time);
        Parse();

        Write("models/b.sql", "select 2 as n from {{ ref('a') }}", time);

        Parse().Taken.ShouldBeFalse();
    }

    [Fact]
    public void Only_an_environment_variable_that_was_asked_for_counts()
    {
        Parse();
        _project.SetEnvironment("OTHER", "1");
        Parse().Taken.ShouldBeTrue();

        _project.SetEnvironment("REGION", "north");
        Parse().Taken.ShouldBeFalse();
        Parse().Taken.ShouldBeTrue();

        _project.SetEnvironment("REGION", "south");
        Parse().Taken.ShouldBeFalse();
    }

    [Fact]
    public void Variables_options_and_the_target_count()
    {
        Write("models/c.sql", "{{ config(materialized='table' if flags.FULL_REFRESH else 'view') }} select 1 as id");
        Parse();
        Parse(arguments: new() { ["full_refresh"] = true }).Taken.ShouldBeFalse();
        Parse(
            arguments: new()
            {
                ["full_refresh"] = true,
                ["select"] = new List<object?> { "a" },
            }
        )
            .Taken.ShouldBeTrue();

        _project.Vars["x"] = 1L;
        Parse(arguments: new() { ["full_refresh"] = true }).Taken.ShouldBeFalse();

        Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: other.duckdb, schema: main, threads: 1}}}");
        Parse(arguments: new() { ["full_refresh"] = true }).Taken.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{{ config(alias='a_' ~ run_started_at.strftime('%Y')) }} select 1", false)]
    [InlineData("{% set day = modules.datetime.datetime.now() %} select '{{ day }}' as d", false)]
    [InlineData("select '{{ invocation_id }}' as id, '{{ run_started_at }}' as at", true)]
    public void What_hangs_on_the_moment_is_not_kept(string text, bool kept)
    {
        Write("models/c.sql", text);
        Parse();

        Parse().Taken.ShouldBe(kept);
    }

    [Fact]
    public void A_file_that_is_none_is_parsed_over()
    {
        Parse();
        var path = Path.Combine(_project.Path, "target", KeptFile.FileName);
        var bytes = File.ReadAllBytes(path);
        foreach (var length in (int[])[0, 3, 100, bytes.Length - 1])
        {
            File.WriteAllBytes(path, bytes[..length]);

            Text(Parse().Manifest).ShouldBe(Text(Fresh()));
        }
    }

    [Fact]
    public void Warnings_of_the_files_are_heard_each_time()
    {
        Write("models/models.yml", "models: [{name: nobody, description: None}]");
        Parse();
        var first = Messages();

        Parse().Taken.ShouldBeTrue();

        first.ShouldHaveSingleItem();
        Messages().ShouldBe([first[0], first[0]]);
    }

    [Theory]
    [InlineData("orchard", 11)]
    [InlineData("jinja_zoo", 12)]
    [InlineData("selectors", 13)]
    [InlineData("grove_metrics", 14)]
    public void After_any_changes_a_kept_parse_is_what_a_fresh_one_gives(string project, int seed)
    {
        using var folder = ProjectFolder.CopyOf(GoldenData.PathOf($"projects/{project}"), "oracle", project);
        if (File.Exists(Path.Combine(folder.Path, "packages.yml")))
        {
            folder.Install();
        }
        var random = new Random(seed);
        var taken = 0;
        for (var round = 0; round < 20; round++)
        {
            // Every other call finds what the one before it left.
            var undo = round % 2 == 0 && round > 0 ? Change(folder.Path, random, round) : static () => { };
            DbtException? failure = null;
            var fresh = "";
            try
            {
                fresh = Text(Fresh(folder));
            }
            catch (DbtException problem) when (round > 0)
            {
                failure = problem;
            }
            if (failure is not null)
            {
                Should.Throw<DbtException>(() => Parse(folder)).Text.ShouldBe(failure.Text);
                undo();
                continue;
            }
            var (manifest, wasTaken) = Parse(folder);
            taken += wasTaken ? 1 : 0;
            Text(manifest).ShouldBe(fresh, $"round {round}");
        }
        taken.ShouldBeGreaterThan(0);
    }

    /// <summary>One change of the kinds that people make: a file edited, added, renamed or touched, a setting; gives what undoes it.</summary>
    private static Action Change(string folder, Random random, int round)
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(folder, "models"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".sql", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        var file = files[random.Next(files.Count)];
        var before = File.ReadAllText(file);
        switch (random.Next(5))
        {
            case 0:
                File.AppendAllText(file, file.EndsWith(".yml", StringComparison.Ordinal) ? "\n# changed\n" : "\n-- changed {{ 1 + 1 }}\n");
                return () => File.WriteAllText(file, before);
            case 1:
                var added = Path.Combine(folder, "models", $"added_{round}.sql");
                File.WriteAllText(added, "{{ config(tags=['new']) }} select 1 as id");
                return () => File.Delete(added);
            case 2 when file.EndsWith(".sql", StringComparison.Ordinal):
                var renamed = Path.Combine(folder, "models", $"renamed_{round}.sql");
                File.Move(file, renamed);
                return () => File.Move(renamed, file);
            case 3:
                File.AppendAllText(Path.Combine(folder, "dbt_project.yml"), $"\nrequire-dbt-version: '>=1.{round}.0'\n");
                return () =>
                {
                    var settings = Path.Combine(folder, "dbt_project.yml");
                    var text = File.ReadAllText(settings);
                    File.WriteAllText(settings, text[..text.LastIndexOf("\nrequire", StringComparison.Ordinal)]);
                };
            default:
                File.SetLastWriteTimeUtc(file, Settled.AddMinutes(round));
                return static () => { };
        }
    }

    private List<string> Messages() => [.. _project.Warnings.Warnings.Select(warning => warning.Message)];

    private void Write(string path, string text, DateTime? at = null)
    {
        _project.Write(path, text);
        File.SetLastWriteTimeUtc(Path.Combine(_project.Path, path), at ?? Settled.AddTicks(text.GetHashCode(StringComparison.Ordinal)));
    }

    private Manifest Fresh() => Fresh(_project);

    private static Manifest Fresh(ProjectFolder folder) => ProjectFolder.ManifestOf(folder.Load(), new());

    private (Manifest Manifest, bool Taken) Parse(OrderedDictionary<string, object?>? arguments = null) => Parse(_project, arguments);

    private static (Manifest Manifest, bool Taken) Parse(ProjectFolder folder, OrderedDictionary<string, object?>? arguments = null)
    {
        var project = ProjectFolder.Loader.Load(folder.Settings() with { Arguments = arguments ?? [] }, folder.Warnings);
        using var adapter = AdapterFactory.Create(project.Target.Type, project.Target.Output, project.Root.Folder, box: null);
        var parser = new KeptParser(project, adapter, folder.Warnings, mayTake: true);
        var kept = parser.Find();
        var parsed = parser.Parse(kept, ParseOutput.None);
        parsed.Keeping.GetAwaiter().GetResult();
        return (parsed.Manifest, kept is not null);
    }

    /// <summary>The whole manifest with everything that its published form leaves out.</summary>
    private static string Text(Manifest manifest)
    {
        using var published = new MemoryStream();
        ManifestFile.Write(manifest, published);
        return Encoding.UTF8.GetString([.. published.ToArray(), .. ExactManifest.Write(manifest).SelectMany(part => part)]);
    }
}
