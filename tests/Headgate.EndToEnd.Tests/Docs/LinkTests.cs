using System.Text.RegularExpressions;

namespace Headgate.EndToEnd.Tests.Docs;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
        [
            .. new[] { "README.md", "CONTRIBUTING.md" }.Concat(
                Directory
                    .EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                    .Select(p => Path.GetRelativePath(Repository.Root, p))
            ),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_relative_link_leads_somewhere(string page)
    {
        var path = Repository.PathOf(page);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        foreach (
            var target in Link()
                .Matches(text)
                .Select(m => m.Groups["target"].Value)
                .Where(t => !t.StartsWith('#') && !t.Contains("://", StringComparison.Ordinal))
        )
        {
            var found = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target.Split('#')[0]));
            (File.Exists(found) || Directory.Exists(found)).ShouldBeTrue($"{page} links to {target}, which is not there.");
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
