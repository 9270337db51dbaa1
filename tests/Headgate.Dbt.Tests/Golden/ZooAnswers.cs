using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>
/// What our <c>compile --inline</c> gives for the expressions. All that dbt accepts go into one call, because a call for each would take
/// minutes; where that call fails, its halves are asked apart.
/// </summary>
internal sealed class ZooAnswers
{
    private static readonly Lazy<Task<ZooAnswers>> Once = new(AskAsync);
    private readonly Dictionary<int, string> _rendered = [];
    private readonly Dictionary<int, string> _refused = [];

    public static Task<ZooAnswers> GetAsync() => Once.Value;

    /// <summary>The text of the expression at an index, or null where it was refused.</summary>
    public string? TextOf(int index) => _rendered.GetValueOrDefault(index);

    /// <summary>The console of the call that refused the expression at an index, or null where it was rendered.</summary>
    public string? RefusalOf(int index) => _refused.GetValueOrDefault(index);

    private static async Task<ZooAnswers> AskAsync()
    {
        var answers = new ZooAnswers();
        var all = ZooExpression.ReadAll();
        using var project = ProjectFolder.CopyOf(GoldenData.PathOf("projects/jinja_zoo"), "oracle", "jinja_zoo");
        (await CallAsync(project, "deps")).ExitCode.ShouldBe(0);
        (await CallAsync(project, "seed")).ExitCode.ShouldBe(0);
        var indices = Enumerable.Range(0, all.Count).ToList();
        await answers.AskAsync(project, all, indices.FindAll(i => all[i].Rendered is not null));
        foreach (var index in indices.Where(i => all[i].Rendered is null))
        {
            await answers.AskAsync(project, all, [index]);
        }
        return answers;
    }

    private async Task AskAsync(ProjectFolder project, IReadOnlyList<ZooExpression> all, List<int> indices)
    {
        var text = string.Concat(indices.Select(i => $"<begin {i}>{{{{ {all[i].Expression} }}}}<end {i}>\n"));
        var call = await CallAsync(project, "compile", "--inline", text);
        if (call.ExitCode == 0)
        {
            Take(Path.Combine(project.Path, "target", "run_results.json"), indices);
        }
        else if (indices.Count == 1)
        {
            _refused[indices[0]] = call.Output;
        }
        else
        {
            var half = indices.Count / 2;
            await AskAsync(project, all, indices[..half]);
            await AskAsync(project, all, indices[half..]);
        }
    }

    private void Take(string results, List<int> indices)
    {
        using var stream = File.OpenRead(results);
        var code = ArtifactFile.ReadRunResults(stream).Results.Single().CompiledCode.ShouldNotBeNull();
        foreach (var index in indices)
        {
            var begin = $"<begin {index}>";
            var start = code.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            _rendered[index] = code[start..code.IndexOf($"<end {index}>", start, StringComparison.Ordinal)];
        }
    }

    private static Task<EngineCall> CallAsync(ProjectFolder project, params string[] words) =>
        EngineCall.RunAsync(project.Path, ["--no-use-colors", .. words], CancellationToken.None);
}
