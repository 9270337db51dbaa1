using Headgate.Jinja.Errors;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Tests.Printing;

namespace Headgate.Jinja.Tests.Golden;

/// <summary>Every stage against its files: what the lexer, the parser, the compiler and a rendering make of a template.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> LexerCases => GoldenCase.In("lexer");

    public static TheoryData<string> ParserCases => GoldenCase.In("parser");

    public static TheoryData<string> CompilerCases => GoldenCase.In("compiler");

    public static TheoryData<string> ResultCases => GoldenCase.In("result");

    public static TheoryData<string> ErrorCases => GoldenCase.In("error");

    [Theory]
    [MemberData(nameof(LexerCases))]
    public void Lexer_gives_the_tokens_of_the_file(string name)
    {
        var golden = GoldenCase.Read("lexer", name);
        var options = golden.NewEnvironment().Options;
        var source = new SourceText(golden.Template, null, options.KeepTrailingNewline);
        var lexer = new Lexer(source, new LexerRules(options));
        var lines = new List<string>();
        for (var token = lexer.Next(); token.Kind != TokenKind.Eof; token = lexer.Next())
        {
            lines.Add(
                $"{source.LineOf(token.Start)}:{source.ColumnOf(token.Start)} {token.Kind} {SourcePrinter.Quote(token.Text)}".TrimEnd('\'')
            );
        }
        golden.Check(string.Join('\n', lines));
    }

    [Theory]
    [MemberData(nameof(ParserCases))]
    public void Parser_gives_the_tree_of_the_file(string name)
    {
        var golden = GoldenCase.Read("parser", name);
        var options = golden.NewEnvironment().Options;
        var source = new SourceText(golden.Template, null, options.KeepTrailingNewline);
        var parser = new Parser(source, new LexerRules(options), new Dictionary<string, ExtensionTag>(StringComparer.Ordinal));
        golden.Check(TreeText.Of(parser.ParseTemplate()));
    }

    [Theory]
    [MemberData(nameof(CompilerCases))]
    public void Compiler_gives_the_nodes_of_the_file(string name)
    {
        var golden = GoldenCase.Read("compiler", name);
        golden.Check(CompiledForm.Of(golden.NewEnvironment().Compile(golden.Template).Code.Root));
    }

    [Theory]
    [MemberData(nameof(ResultCases))]
    public void Rendering_gives_the_text_of_the_file(string name)
    {
        var golden = GoldenCase.Read("result", name);
        golden.Check(golden.NewEnvironment().Compile(golden.Template, "main").Render(golden.NewVariables()));
    }

    [Theory]
    [MemberData(nameof(ErrorCases))]
    public void Rendering_gives_the_error_of_the_file(string name)
    {
        var golden = GoldenCase.Read("error", name);
        var error = Should.Throw<JinjaException>(() =>
            golden.NewEnvironment().Compile(golden.Template, "main").Render(golden.NewVariables())
        );
        golden.Check(error.Describe());
    }
}
