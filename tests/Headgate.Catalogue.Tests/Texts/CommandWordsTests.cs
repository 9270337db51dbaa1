namespace Headgate.Catalogue.Tests.Texts;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("dbt build", "dbt|build")]
    [InlineData("  dbt   run --select  a+ ", "dbt|run|--select|a+")]
    [InlineData("dbt run --vars '{\"a\": 1, \"b\": \"x y\"}'", "dbt|run|--vars|{\"a\": 1, \"b\": \"x y\"}")]
    [InlineData("dbt run --select \"tag:nightly model_a\"", "dbt|run|--select|tag:nightly model_a")]
    [InlineData("dbt run --vars \"{\\\"a\\\": 1}\"", "dbt|run|--vars|{\"a\": 1}")]
    [InlineData("dbt run a\\ b ''", "dbt|run|a b|")]
    [InlineData("dbt run; rm -rf / && $(id) `id` | cat > x", "dbt|run;|rm|-rf|/|&&|$(id)|`id`|||cat|>|x")]
    public void Words_are_split_as_a_shell_quotes_and_nothing_else_has_a_meaning(string command, string expected) =>
        string.Join('|', CommandWords.Split(command)!).ShouldBe(expected);

    [Theory]
    [InlineData("dbt run 'a")]
    [InlineData("dbt run \"a")]
    public void An_open_quote_is_refused(string command) => CommandWords.Split(command).ShouldBeNull();
}
