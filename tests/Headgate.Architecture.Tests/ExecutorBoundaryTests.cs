using System.Text.RegularExpressions;

namespace Headgate.Architecture.Tests;

/// <summary>What executes runs is behind a boundary (docs/decisions/0007-executor.md): nothing else knows that there are processes.</summary>
public sealed partial class ExecutorBoundaryTests
{
    private static readonly string Runs = Path.Combine(Repository.Root, "src", "Headgate.Platform", "Runs");

    /// <summary>What executors are made of.</summary>
    private static readonly string[] Behind = ["Execution", "Box", "Steps", "Processes"];

    [Fact]
    public void Only_what_is_behind_the_boundary_knows_processes()
    {
        var knowing = Repository
            .SourceFiles()
            .Where(file => file.Contains("/Headgate.Platform/", StringComparison.Ordinal))
            // It names everything.
            .Where(file => Path.GetFileName(file) != "RunsServices.cs")
            .Where(file => !Behind.Any(folder => file.StartsWith(Path.Combine(Runs, folder) + "/", StringComparison.Ordinal)))
            .Where(file => Processes().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Runs, file));
        knowing.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_executor_itself_and_the_list_of_services_name_it()
    {
        var naming = Repository
            .SourceFiles()
            .Where(file => File.ReadAllText(file).Contains("LocalExecutor", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Runs, file));
        naming.ShouldBe(["Execution/LocalExecutor.cs", "RunsServices.cs"], ignoreOrder: true);
    }

    [GeneratedRegex(
        @"\b(ChildProcess|ChildStart|ProcessGroup|ProcessMark|ProcessTree|ProcessStartTicks|RunWalk|RunWork|RunBox|System\.Diagnostics\.Process)\b"
    )]
    private static partial Regex Processes();
}
