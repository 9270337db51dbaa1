using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Tests.Parsing;

public sealed class SampleProjectTests
{
    [Fact]
    public void The_sample_project_parses_without_a_warning()
    {
        var folder = Path.Combine(RepositoryRoot(), "samples", "orchard-shop");
        var settings = new InvocationSettings
        {
            ProjectDir = folder,
            ProfilesDir = folder,
            EnvironmentVariables = new Dictionary<string, string>(),
            StartedAt = new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero),
        };
        var warnings = new WarningLog();

        var manifest = ProjectFolder.ManifestOf(ProjectFolder.Loader.Load(settings, warnings), warnings);

        warnings.Warnings.ShouldBeEmpty();
        manifest.Nodes.Values.Count(node => node.ResourceType == ResourceType.Model).ShouldBeGreaterThanOrEqualTo(20);
        manifest.Exposures.ShouldNotBeEmpty();
        manifest.SemanticModels.ShouldNotBeEmpty();
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Headgate.slnx")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
