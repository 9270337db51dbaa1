using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands;
using Headgate.Dbt.Graph;
using Headgate.Dbt.Selection;
using Headgate.Dbt.Selection.State;
using Headgate.Dbt.Tests.Golden;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Selection;

/// <summary>The calls of <c>dbt ls</c> that dbt itself was asked, over dbt's own manifest, so that parsing plays no part.</summary>
public sealed class LsCasesTests
{
    private static readonly Lazy<Manifest> Project = new(ReadProject);

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(1, 245)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_selection_gives_what_dbt_gives(int number)
    {
        var all = LsCase.ReadAll();
        var known = all.FirstOrDefault(c => c.Number == number);
        if (known is null)
        {
            Prerequisite.Missing($"The reference data has no case {number}.");
        }

        var (lines, unmatched, failure) = List(known.Arguments);

        if (known.ExitCode != 0)
        {
            string.Join('\n', known.Console).ShouldContain(failure.ShouldNotBeNull());
            return;
        }
        failure.ShouldBeNull();
        lines.ShouldBe(known.Result!);
        unmatched.ShouldBe(known.Console.Where(l => l.StartsWith("The selection criterion", StringComparison.Ordinal)));
    }

    private static (IReadOnlyList<string> Lines, List<string> Unmatched, string? Failure) List(List<string> arguments)
    {
        var root = new CommandGroup("", "", [ListCommand.Spec], []);
        var call = new CommandLineReader(root, new Dictionary<string, string>()).Read(["ls", .. arguments]).Call.ShouldNotBeNull();
        var folder = GoldenData.PathOf("projects/selectors_changed");
        var state = call.Options.Get(GlobalOptions.State) is { } named ? ReadState(named, folder) : null;
        var unmatched = new List<string>();
        var scope = new SelectionScope(Project.Value, [.. Project.Value.GraphResources()], "selectors", folder, state);
        var selector = new ResourceSelector(
            ManifestGraph.Build(Project.Value),
            scope,
            raw => unmatched.Add($"The selection criterion '{raw}' does not match any enabled nodes")
        );
        try
        {
            var spec = SelectionChoice.Read(call.Options, Project.Value.Selectors, _ => { }, () => { });
            return (ListCommand.Lines(call.Options, selector, spec), unmatched, null);
        }
        catch (DbtException failure)
        {
            return ([], unmatched, failure.Text);
        }
    }

    private static PreviousState ReadState(string named, string folder)
    {
        var recorded = Path.GetFullPath("../../expected/selectors/" + Path.GetFileName(named), folder);
        return PreviousState.Read(recorded, folder, GoldenData.PathOf("expected/selectors/state_failed"));
    }

    /// <summary>The recorded manifest of the changed project has one model broken on purpose; its file is otherwise as it was.</summary>
    private static Manifest ReadProject()
    {
        var project = ReadManifest("state_failed");
        project.Nodes["model.selectors.b_three"].Checksum = ReadManifest("state_before").Nodes["model.selectors.b_three"].Checksum;
        return project;
    }

    private static Manifest ReadManifest(string state)
    {
        using var stream = File.OpenRead(GoldenData.PathOf($"expected/selectors/{state}/manifest.json"));
        return ManifestFile.Read(stream);
    }
}
