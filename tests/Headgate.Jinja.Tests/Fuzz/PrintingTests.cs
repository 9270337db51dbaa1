using CsCheck;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Tests.Printing;

namespace Headgate.Jinja.Tests.Fuzz;

/// <summary>The printer and the parser undo each other.</summary>
public sealed class PrintingTests
{
    [Fact]
    public void Parsing_a_printed_tree_gives_the_same_tree() =>
        Gen.Int[1, 1_000_000_000]
            .Sample(
                seed =>
                {
                    var template = new TemplateGenerator(seed).Next();
                    var tree = Parse(template, keepTrailingNewline: false);
                    if (tree is null || UsesKeywordAsName(TreeText.Of(tree)))
                    {
                        return;
                    }
                    var printed = SourcePrinter.Print(tree);
                    var again = Parse(printed, keepTrailingNewline: true);
                    again.ShouldNotBeNull($"{template}\nwas printed as\n{printed}");
                    TreeText.Of(again).ShouldBe(TreeText.Of(tree), $"{template}\nwas printed as\n{printed}");
                },
                iter: 3000
            );

    // Jinja takes a keyword for a variable where no operator can stand, as in a < not [b]; brackets around it would change its meaning.
    private static bool UsesKeywordAsName(string tree) =>
        Array.Exists(["not", "if", "else", "in", "is", "and", "or"], k => tree.Contains($" name {k}\n", StringComparison.Ordinal));

    private static Headgate.Jinja.Syntax.Ast.TemplateNode? Parse(string template, bool keepTrailingNewline)
    {
        var options = new JinjaOptions();
        try
        {
            return new Parser(
                new SourceText(template, null, keepTrailingNewline),
                new LexerRules(options),
                new Dictionary<string, ExtensionTag>(StringComparer.Ordinal)
            ).ParseTemplate();
        }
        catch (JinjaException)
        {
            return null;
        }
    }
}
