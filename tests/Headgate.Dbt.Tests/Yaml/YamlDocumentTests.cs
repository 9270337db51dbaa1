using System.Globalization;
using System.Numerics;
using CsCheck;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Tests.Yaml;

public sealed class YamlDocumentTests
{
    [Theory]
    [InlineData("yes", true)]
    [InlineData("Off", false)]
    [InlineData("TRUE", true)]
    [InlineData("y", "y")]
    [InlineData("~", null)]
    [InlineData("Null", null)]
    [InlineData("010", 8L)]
    [InlineData("0x1F", 31L)]
    [InlineData("0b101", 5L)]
    [InlineData("1_000", 1000L)]
    [InlineData("1:30", 90L)]
    [InlineData("-12", -12L)]
    [InlineData("08", "08")]
    [InlineData("1e3", "1e3")]
    [InlineData("1.5e+3", 1500.0)]
    [InlineData("7.00", 7.0)]
    [InlineData(".5", 0.5)]
    [InlineData("1.2.0", "1.2.0")]
    [InlineData("'010'", "010")]
    [InlineData("!!str 010", "010")]
    public void Scalars_mean_what_they_mean_in_yaml_1_1(string text, object? value) => Value(text).ShouldBe(value);

    [Fact]
    public void Integers_of_any_size_are_read()
    {
        Value("123456789012345678901234567890").ShouldBe(BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Dates_and_moments_are_values_of_their_own()
    {
        Value("2024-01-02").ShouldBe(new DateOnly(2024, 1, 2));
        Value("2024-01-02 03:04:05").ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5));
        Value("'2024-01-02'").ShouldBe("2024-01-02");
    }

    [Fact]
    public void Merge_keys_bring_what_the_map_does_not_have()
    {
        var document = YamlDocument.Parse("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n");

        var used = Map(Map(document.Root)["use"]);

        used["x"].ShouldBe(1L);
        used["y"].ShouldBe(3L);
    }

    [Fact]
    public void A_key_that_stands_twice_is_reported_and_the_later_holds()
    {
        var document = YamlDocument.Parse("models:\n  - name: a\n    description: one\n    description: two\n");

        document.DuplicateKeys.ShouldBe([new DuplicateKey("description", 4, 5)]);
        Map(((List<object?>)Map(document.Root)["models"]!)[0])["description"].ShouldBe("two");
    }

    [Fact]
    public void Maps_and_lists_know_their_line()
    {
        var document = YamlDocument.Parse("models:\n  - name: a\n  - name: b\n");
        var list = (List<object?>)Map(document.Root)["models"]!;

        document.LineOf(list).ShouldBe(2);
        document.LineOf(list[1]).ShouldBe(3);
        document.LineOf(new object()).ShouldBe(0);
    }

    [Fact]
    public void A_wrong_indent_is_told_as_dbt_tells_it()
    {
        var error = Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse("models:\n  - name: ok_base\n   description: wrong indent"));

        error.Line.ShouldBe(3);
        error.Message.ShouldBe(
            """
            Syntax error near line 3
            ------------------------------
            1  | models:
            2  |   - name: ok_base
            3  |    description: wrong indent

            Raw Error:
            ------------------------------
            while parsing a block collection
              in "<unicode string>", line 2, column 3
            did not find expected '-' indicator
              in "<unicode string>", line 3, column 4
            """
        );
    }

    [Fact]
    public void A_tab_is_told_as_dbt_tells_it()
    {
        var error = Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse("models:\n\t- name: ok_base"));

        error.Message.ShouldBe(
            "Syntax error near line 2\n------------------------------\n1  | models:\n2  | \t- name: ok_base\n\nRaw Error:\n------------------------------\n"
                + "while scanning for the next token\nfound character that cannot start any token\n  in \"<unicode string>\", line 2, column 1"
        );
    }

    [Fact]
    public void A_mapping_where_none_may_be_is_told_as_dbt_tells_it()
    {
        var error = Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse("name: shop\n  profile: [failures\n"));

        error.Message.ShouldBe(
            """
            Syntax error near line 2
            ------------------------------
            1  | name: shop
            2  |   profile: [failures

            Raw Error:
            ------------------------------
            mapping values are not allowed in this context
              in "<unicode string>", line 2, column 10
            """
        );
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse(new string('[', 5000)));
    }

    [Fact]
    public void Aliases_that_multiply_without_end_are_refused()
    {
        var bomb =
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(
                Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n")
            );

        Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse(bomb)).Message.ShouldContain("with all aliases written out");
    }

    [Fact]
    public void Aliases_that_nest_without_end_are_refused()
    {
        var chain = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 300).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));

        Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse(chain)).Message.ShouldContain("nested deeper than 200 levels");
    }

    [Fact]
    public void A_value_cannot_contain_itself() =>
        Should.Throw<YamlSyntaxException>(() => YamlDocument.Parse("a: &a [*a]")).Message.ShouldContain("undefined alias");

    [Fact]
    public void An_alias_repeats_its_anchor()
    {
        var root = Map(YamlDocument.Parse("a: &a {x: &n 1}\nb: [*a, *n]\n").Root);

        var list = (List<object?>)root["b"]!;
        Map(list[0])["x"].ShouldBe(1L);
        list[1].ShouldBe(1L);
    }

    [Fact]
    public void An_empty_file_holds_nothing() => YamlDocument.Parse("# only words\n").Root.ShouldBeNull();

    [Fact]
    public void Any_quoted_text_is_read_as_it_is()
    {
        Gen.String[Gen.Char[' ', '~'], 0, 30]
            .Sample(text => Value("'" + text.Replace("'", "''", StringComparison.Ordinal) + "'").ShouldBe(text));
    }

    [Fact]
    public void Any_whole_number_is_read_as_it_is() =>
        Gen.Long.Sample(number => Value(number.ToString(CultureInfo.InvariantCulture)).ShouldBe(number));

    private static object? Value(string text) => Map(YamlDocument.Parse("key: " + text).Root)["key"];

    private static OrderedDictionary<string, object?> Map(object? value) => value.ShouldBeOfType<OrderedDictionary<string, object?>>();
}
