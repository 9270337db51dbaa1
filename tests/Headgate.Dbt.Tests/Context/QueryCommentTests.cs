using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Context;

/// <summary>The comment beside each statement that is sent, as the debug log shows it.</summary>
public sealed class QueryCommentTests
{
    [Fact]
    public async Task Without_a_wish_each_statement_says_which_node_of_which_target_sent_it() =>
        (await LogAsync("")).ShouldContain(
            $"On model.shop.a: /* {{\"app\": \"dbt\", \"dbt_version\": \"{DbtVersion.Compatible}\", \"profile_name\": \"p\", \"target_name\": \"dev\", \"node_id\": \"model.shop.a\"}} */\n"
        );

    [Theory]
    [InlineData("query-comment: ''")]
    [InlineData("query-comment: null")]
    public async Task A_project_may_do_without(string key) => (await LogAsync(key)).ShouldNotContain("/* {\"app\"");

    [Fact]
    public async Task A_comment_is_a_template_that_knows_the_node_and_may_stand_behind()
    {
        var log = await LogAsync("query-comment: {comment: \"made for {{ node.name }} by {{ target.name }}\", append: true}");

        log.ShouldContain(")\n/* made for a by dev */;", customMessage: log);
    }

    [Fact]
    public async Task A_comment_may_be_what_a_macro_returns() =>
        (await LogAsync("query-comment: \"{{ remark(node) }}\"")).ShouldContain("/* remark on model.shop.a */\n");

    [Fact]
    public async Task A_comment_that_would_end_itself_is_refused() =>
        (await LogAsync("query-comment: \"*/ drop table a; /*\"")).ShouldContain("query comment contains illegal value \"*/\"");

    private static async Task<string> LogAsync(string key)
    {
        using var folder = new ProjectFolder();
        folder.Write("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\n{key}\n");
        folder.Write("macros/remark.sql", "{% macro remark(node) %}{{ return('remark on ' ~ node.unique_id) }}{% endmacro %}");
        folder.Write("models/a.sql", "{{ config(materialized='table') }}select 1 as id");
        var call = await EngineCall.RunAsync(folder.Path, "--debug run");
        return call.Output;
    }
}
