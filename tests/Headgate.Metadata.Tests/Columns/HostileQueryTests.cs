using System.Text;
using Headgate.Metadata.Columns;
using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>Queries that are made to do harm: none reaches a file, none executes, and each ends with an answer.</summary>
public sealed class HostileQueryTests : IDisposable
{
    private readonly QueryBinder _binder = new();

    public static TheoryData<string> Reaching =>
        [
            "select * from read_csv('/etc/passwd')",
            "select * from read_text('/etc/passwd')",
            "select * from read_parquet('https://example.com/x.parquet')",
            "select * from glob('/etc/*')",
            "select * from '/etc/passwd'",
            "copy (select 1) to '/tmp/headgate-hostile.csv'",
            "export database '/tmp/headgate-hostile'",
            "attach '/tmp/headgate-hostile.db' as x",
            "install httpfs",
            "load httpfs",
            "set enable_external_access = true",
            "pragma version",
            "create table t as select 1",
            "drop table \"memory\".\"main\".\"orders\"",
            "call pragma_version()",
            "select 1; attach '/tmp/headgate-hostile.db' as x",
        ];

    [Theory]
    [MemberData(nameof(Reaching))]
    public void What_reaches_out_or_changes_something_is_not_known_and_not_done(string sql)
    {
        Bind(sql).Why.ShouldNotBeNull();

        Directory.GetFiles("/tmp", "headgate-hostile*").ShouldBeEmpty();
        Bind("select id from orders").Columns.ShouldHaveSingleItem();
    }

    [Fact]
    public void Deep_nesting_ends_with_an_answer()
    {
        Bind($"select {new string('(', 50_000)}1{new string(')', 50_000)}").Why.ShouldNotBeNull();
        Bind($"select {string.Join('+', Enumerable.Repeat("id", 20_000))} as x from orders").Why.ShouldNotBeNull();
        Bind(string.Concat(Enumerable.Repeat("select * from (", 3_000)) + "select 1" + new string(')', 3_000)).Why.ShouldNotBeNull();
    }

    [Fact]
    public void Names_that_look_like_statements_are_names()
    {
        var table = new BoundTable(
            "evil",
            "x\" ; attach '/tmp/headgate-hostile.db' as y; --",
            "s\"",
            "t\"; drop table orders; --",
            [new TableColumn("c\") ; attach '/tmp/headgate-hostile.db' as z; --", "integer); attach '/tmp/headgate-hostile.db' as z; --")],
            IsOpen: false
        );

        _binder.Bind(new BindRequest("select 1 as one", [table, .. QueryTables.All])).Why.ShouldBeNull();

        Directory.GetFiles("/tmp", "headgate-hostile*").ShouldBeEmpty();
    }

    [Fact]
    public void Expressions_that_double_in_each_step_do_not_double_the_work()
    {
        var sql = new StringBuilder("with a0 as (select id, amount from orders)");
        for (var i = 1; i <= 60; i++)
        {
            sql.Append($", a{i} as (select x.id, y.amount from a{i - 1} x join a{i - 1} y on x.id = y.id)");
        }
        var answer = Bind(sql.Append(" select id, amount from a60").ToString());
        answer.Why.ShouldBeNull();
        answer.Columns[1].From.ShouldHaveSingleItem().Column.ShouldBe("amount");
    }

    [Fact]
    public void A_query_that_is_too_long_is_not_looked_at() =>
        Bind("select 1 -- " + new string('x', 1_000_000)).Why.ShouldNotBeNull().ShouldContain("longer than");

    [Fact]
    public void A_type_is_never_a_statement()
    {
        TableTypes.Of("numeric(10,2)").ShouldBe("numeric(10,2)");
        TableTypes.Of("character varying(20)").ShouldBe("character varying(20)");
        TableTypes.Of("TIMESTAMP_NTZ").ShouldBe("timestamp");
        TableTypes.Of("STRUCT(a INTEGER, \"b c\" VARCHAR)[]").ShouldBe("STRUCT(a INTEGER, \"b c\" VARCHAR)[]");
        TableTypes.Of("geography").ShouldBe("varchar");
        TableTypes.Of("integer) ; drop table x; --").ShouldBe("varchar");
        TableTypes.Of("STRUCT(a integer); drop table x; --)").ShouldBe("varchar");
    }

    public void Dispose() => _binder.Dispose();

    private QueryColumns Bind(string sql) => _binder.Bind(new BindRequest(sql, QueryTables.All));
}
