using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Headgate.Architecture.Tests.Sources;

/// <summary>The files of a project, understood as the compiler understands them.</summary>
internal static class ProjectSource
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>Reads a project of <c>src</c> against everything that this test program is built with.</summary>
    public static CSharpCompilation Read(string project)
    {
        var assembly = AssemblyNameOf(project);
        return CSharpCompilation.Create(
            assembly,
            Parse(project).Append(ParseFile(GlobalUsings(project))),
            References()
                .Where(path => Path.GetFileNameWithoutExtension(path) != assembly)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: true)
        );
    }

    /// <summary>The files of a project as trees.</summary>
    public static IReadOnlyList<SyntaxTree> Parse(string project) =>
        [.. Directory.EnumerateFiles(FolderOf(project), "*.cs", SearchOption.AllDirectories).AsParallel().Select(ParseFile)];

    /// <summary>Understands texts that lie in no file, by the path that they would have below the project.</summary>
    public static CSharpCompilation OfTexts(string project, params (string Path, string Text)[] files) =>
        CSharpCompilation.Create(
            project,
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, Path.Combine(FolderOf(project), file.Path))),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );

    /// <summary>Where a project lies.</summary>
    public static string FolderOf(string project) => Path.Combine(Repository.Root, "src", project);

    private static SyntaxTree ParseFile(string path)
    {
        using var file = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(file), Parsing, path);
    }

    /// <summary>The build writes what <c>ImplicitUsings</c> means for the project.</summary>
    private static string GlobalUsings(string project) =>
        Path.Combine(Repository.Root, "artifacts", "obj", project, Configuration, project + ".GlobalUsings.g.cs");

    private static string AssemblyNameOf(string project) => project == "Headgate" ? "headgate" : project;

    private static string[] References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
}
