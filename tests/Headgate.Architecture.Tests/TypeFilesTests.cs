using Headgate.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headgate.Architecture.Tests;

/// <summary>A name leads to one file: the types of a project have names of their own, and each public one a file of its own.</summary>
public sealed class TypeFilesTests
{
    [Theory]
    [MemberData(nameof(Projects.Ordered), MemberType = typeof(Projects))]
    public void No_two_types_of_a_project_have_the_same_name(string project)
    {
        // A generic type and its base without parameters are one family; so are the parts of a partial type.
        var twice = Types(project)
            .Where(found => !found.Type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .GroupBy(found => (Name(found.Type), (found.Type as TypeDeclarationSyntax)?.Arity ?? 0))
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key.Item1}: {string.Join(", ", group.Select(found => found.File))}");
        string.Join('\n', twice).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects.Ordered), MemberType = typeof(Projects))]
    public void A_file_has_one_public_type(string project)
    {
        var crowded = Types(project)
            .Where(found => found.Type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .GroupBy(found => found.File)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(found => Name(found.Type)))}");
        string.Join('\n', crowded).ShouldBeEmpty();
    }

    private static IEnumerable<(MemberDeclarationSyntax Type, string File)> Types(string project) =>
        ProjectSource
            .Parse(project)
            .SelectMany(tree =>
                tree.GetRoot()
                    .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                    .OfType<MemberDeclarationSyntax>()
                    .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                    .Select(type => (type, Path.GetRelativePath(Repository.Root, tree.FilePath)))
            );

    private static string Name(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax named ? named.Identifier.ValueText : ((DelegateDeclarationSyntax)type).Identifier.ValueText;
}
