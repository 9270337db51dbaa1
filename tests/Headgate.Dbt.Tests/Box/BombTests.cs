using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>Files of a project that are small and mean something endless.</summary>
public sealed class BombTests
{
    [Attack("BOX-35")]
    [Theory]
    [InlineData("anchors", "models/bomb.yml")]
    [InlineData("a cycle", "models/bomb.yml")]
    [InlineData("depth of YAML", "models/bomb.yml")]
    [InlineData("a macro that calls itself", "models/bomb.sql")]
    [InlineData("parentheses", "models/bomb.sql")]
    [InlineData("lists", "models/bomb.sql")]
    [InlineData("conditions", "models/bomb.sql")]
    [InlineData("a cell", "seeds/bomb.csv")]
    public async Task A_bomb_in_a_file_of_the_project_ends_in_an_error_that_names_the_file(string bomb, string file)
    {
        const int Deep = 100_000;
        using var run = new BoxedRun();
        run.Project("macros/again.sql", "{% macro again() %}{{ again() }}{% endmacro %}");
        run.Project(
            file,
            bomb switch
            {
                "anchors" => Anchors("a") + "models: [{name: fine, config: {meta: {m: *a8}}}]\n",
                "a cycle" => "models: &a [{name: fine, config: {meta: {m: *a}}}]\n",
                "depth of YAML" => $"models: {new string('[', Deep)}{new string(']', Deep)}\n",
                "a macro that calls itself" => "select {{ again() }} as a",
                "parentheses" => $"select {{{{ {new string('(', Deep)}1{new string(')', Deep)} }}}} as a",
                "lists" => $"select {{{{ {new string('[', Deep)}1{new string(']', Deep)} }}}} as a",
                "conditions" => string.Concat(Enumerable.Repeat("{% if 1 %}", Deep))
                    + string.Concat(Enumerable.Repeat("{% endif %}", Deep)),
                _ => $"a\n{new string('x', 16 << 20)}\n",
            }
        );

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBeOneOf(1, 2);
        output.ShouldContain(Path.GetFileName(file));
        if (bomb is "parentheses" or "lists" or "conditions")
        {
            output.ShouldContain("line 1");
        }
        output.ShouldNotContain("   at ");
        run.ShouldBeSealed("");
    }

    [Attack("BOX-35")]
    [Fact]
    public async Task A_cell_of_a_gigabyte_is_not_read_whole()
    {
        using var run = new BoxedRun();
        run.Project("seeds/bomb.csv", "a\n");
        await using (var file = new FileStream(Path.Combine(run.Repository, "seeds", "bomb.csv"), FileMode.Append))
        {
            var part = new byte[1 << 20];
            part.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 1024; i++)
            {
                await file.WriteAsync(part, TestContext.Current.CancellationToken);
            }
        }
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var (code, output) = await run.DbtAsync("seed");

        code.ShouldBe(1, output);
        output.ShouldContain("bomb.csv");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(1L << 30);
    }

    [Attack("BOX-35")]
    [Theory]
    [InlineData("{a: &a [*a]}")]
    [InlineData("ANCHORS{a: *b8}")]
    public async Task A_bomb_among_the_variables_of_a_call_is_refused(string variables)
    {
        using var run = new BoxedRun();

        var (code, output) = await run.DbtAsync("compile", "--vars", variables.Replace("ANCHORS", Anchors("b"), StringComparison.Ordinal));

        code.ShouldBe(2, output[..Math.Min(output.Length, 2000)]);
        output.ShouldContain("--vars");
    }

    [Attack("BOX-35")]
    [Theory]
    [InlineData("p: &p {<<: *p, target: t}")]
    [InlineData("ANCHORSp: {<<: *c8, target: t}")]
    public async Task A_bomb_of_merged_keys_in_the_profile_is_refused(string profile)
    {
        using var run = new BoxedRun();
        run.Write("runs/500/profiles/profiles.yml", profile.Replace("ANCHORS", Merges(), StringComparison.Ordinal));

        var (code, output) = await run.DbtAsync("compile");

        code.ShouldBe(2, output);
        output.ShouldContain("profiles.yml");
    }

    [Attack("BOX-35")]
    [Fact]
    public async Task Ten_megabytes_of_variables_are_variables()
    {
        using var run = new BoxedRun();
        run.Project("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\nvars: {{v: \"{new string('x', 10_000_000)}\"}}\n");
        run.Project("models/fine.sql", "select {{ var('v') | length }} as a");

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(0, output);
    }

    /// <summary>Lists of lists, a thousand million values if all were written out.</summary>
    private static string Anchors(string name) =>
        string.Concat(
            Enumerable
                .Range(0, 9)
                .Select(i => $"{name}{i}: &{name}{i} [{string.Join(',', Enumerable.Repeat(i == 0 ? "x" : $"*{name}{i - 1}", 10))}]\n")
        );

    private static string Merges() =>
        "c0: &c0 {k: v}\n"
        + string.Concat(
            Enumerable.Range(1, 8).Select(i => $"c{i}: &c{i} {{<<: [{string.Join(',', Enumerable.Repeat($"*c{i - 1}", 10))}]}}\n")
        );
}
