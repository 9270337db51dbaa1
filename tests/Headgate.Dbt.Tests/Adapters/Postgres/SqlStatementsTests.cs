using Headgate.Dbt.Adapters.Postgres;

namespace Headgate.Dbt.Tests.Adapters.Postgres;

public sealed class SqlStatementsTests
{
    [Theory]
    [InlineData("select 1", "select 1")]
    [InlineData("select 1; ;select 2;\n-- end", "select 1|select 2")]
    [InlineData("select ';', \";\", e'\\';' from t; select 2", "select ';', \";\", e'\\';' from t| select 2")]
    [InlineData(
        "do $$ begin perform 1; end $$; select $a$ ; $b$ ; $a$, '$$;'",
        "do $$ begin perform 1; end $$| select $a$ ; $b$ ; $a$, '$$;'"
    )]
    [InlineData("/* ; /* ; */ ; */ select 1; select a$b from t", "/* ; /* ; */ ; */ select 1| select a$b from t")]
    [InlineData(
        "create rule r as on insert to t do (select 1; select 2); select 3",
        "create rule r as on insert to t do (select 1; select 2)| select 3"
    )]
    [InlineData("-- it's ; a note\nselect 1; select 2", "-- it's ; a note\nselect 1| select 2")]
    [InlineData(
        "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3",
        "create function f() returns int begin atomic select case when true then 1 end; select 2; end| select 3"
    )]
    [InlineData("", "")]
    public void A_text_is_taken_apart_between_its_statements(string sql, string statements) =>
        string.Join('|', SqlStatements.Split(sql).Select(s => s.Text)).ShouldBe(statements);

    [Fact]
    public void A_statement_knows_where_it_starts()
    {
        const string Sql = "select 1;\n select 2";

        Sql[SqlStatements.Split(Sql)[1].Start..].ShouldBe("\n select 2");
    }

    [Theory]
    [InlineData("begin", "Begins")]
    [InlineData("START TRANSACTION", "Begins")]
    [InlineData("commit work", "Commits")]
    [InlineData("end", "Commits")]
    [InlineData("rollback", "RollsBack")]
    [InlineData("rollback to savepoint a", null)]
    [InlineData("commit prepared 'x'", null)]
    [InlineData("select 1", null)]
    public void A_statement_knows_what_it_does_to_the_transaction(string sql, string? step) =>
        SqlStatements.Split(sql)[0].Step?.ToString().ShouldBe(step);

    [Theory]
    [InlineData("create or replace temporary view v as select 1", "CREATE VIEW")]
    [InlineData("drop materialized view m", "DROP MATERIALIZED VIEW")]
    [InlineData("alter default privileges grant select on tables to x", "ALTER DEFAULT PRIVILEGES")]
    [InlineData("comment on table t is 'x'", "COMMENT")]
    [InlineData("truncate t", "TRUNCATE TABLE")]
    [InlineData("create extension if not exists citext", "CREATE EXTENSION")]
    [InlineData("create user u", "CREATE ROLE")]
    public void A_tag_is_the_servers(string sql, string tag) => CommandTag.Of(sql).ShouldBe(tag);
}
