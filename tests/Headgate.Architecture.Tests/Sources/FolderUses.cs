using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headgate.Architecture.Tests.Sources;

/// <summary>Finds which folder of a project names types of which other folder. <c>using</c> lines and comments do not count.</summary>
internal static class FolderUses
{
    /// <summary>All uses across folders, each once.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="root">Where the project lies.</param>
    public static IReadOnlyCollection<FolderUse> Of(CSharpCompilation compilation, string root) =>
        compilation.SyntaxTrees.AsParallel().SelectMany(tree => Of(compilation, tree, root)).Distinct().ToList();

    private static HashSet<FolderUse> Of(CSharpCompilation compilation, SyntaxTree tree, string root)
    {
        var uses = new HashSet<FolderUse>();
        var model = compilation.GetSemanticModel(tree);
        var file = Path.GetRelativePath(root, tree.FilePath);
        foreach (var node in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax))
        {
            if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax))
            {
                continue;
            }
            var type = TypeOf(model.GetSymbolInfo(node).Symbol);
            foreach (var declaration in type?.DeclaringSyntaxReferences ?? [])
            {
                var declared = Path.GetRelativePath(root, declaration.SyntaxTree.FilePath);
                if (FolderOf(file) != FolderOf(declared))
                {
                    uses.Add(new(FolderOf(file), FolderOf(declared), file, type!.Name, declared));
                }
            }
        }
        return uses;
    }

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) =>
        symbol switch
        {
            INamedTypeSymbol type => Outermost(type),
            IMethodSymbol { ReducedFrom: { } extension } => Outermost(extension.ContainingType),
            { ContainingType: { } type } => Outermost(type),
            _ => null,
        };

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }
        return type.OriginalDefinition;
    }

    private static string FolderOf(string file) => file.IndexOf('/', StringComparison.Ordinal) is var end and > 0 ? file[..end] : "";
}
