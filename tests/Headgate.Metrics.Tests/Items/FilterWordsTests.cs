using Headgate.Metrics.Items;

namespace Headgate.Metrics.Tests.Items;

/// <summary>What a condition from outside may say beside what its templates name.</summary>
public sealed class FilterWordsTests
{
    [Theory]
    [InlineData(" 0  = 'gold'")]
    [InlineData(" 0  in ('a', 'it''s select') and not ( 0  between 1 and 2.5e3)")]
    [InlineData("lower( 0 ) like 'x%' or  0  is null")]
    [InlineData("date_trunc('month',  0 ) >= cast('2024-01-01' as date)")]
    [InlineData(" 0  >= current_date - interval '7 days'")]
    public void Comparisons_pass(string sql) => FilterWords.WhyNot(sql).ShouldBeNull();

    [Theory]
    [InlineData(" 0  in (select secret from payroll)", "select")]
    [InlineData("1=0 union all values (1)", "union")]
    [InlineData("pg_read_file('/etc/passwd') = ''", "pg_read_file")]
    [InlineData("read_text('/etc/passwd') = ''", "read_text")]
    [InlineData("pg_sleep(60) is null", "pg_sleep")]
    [InlineData("salary > 5", "salary")]
    [InlineData("\"salary\" > 5", "column")]
    [InlineData("exists (table payroll)", "exists")]
    [InlineData("current_setting('data_directory') = ''", "current_setting")]
    [InlineData(" 0  = 'a' collate nocase", "collate")]
    [InlineData("ſelect = 1", "ſelect")]
    public void Anything_else_is_named(string sql, string word) => FilterWords.WhyNot(sql).ShouldNotBeNull().ShouldContain(word);
}
