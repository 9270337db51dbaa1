using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Headgate.Dbt.Reading;
using Headgate.Metrics.Results;

namespace Headgate.Metrics.Tests.Results;

/// <summary>Pages of answers in the forms that clients read.</summary>
public sealed class ResultFormTests
{
    private static readonly WarehouseTable Table = new(
        ["day", "kind", "takings", "share", "orders", "open", "big", "nothing"],
        [
            [new DateOnly(2026, 3, 1), "web", 12.50m, 0.25, 3L, true, new BigInteger(7), null],
            [new DateOnly(2026, 3, 2), null, 7m, double.NaN, null, false, new BigInteger(8), null],
        ]
    );

    [Theory]
    [InlineData(
        "RECORDS",
        """[{"day":"2026-03-01T00:00:00.000","kind":"web","takings":12.50,"share":0.25,"orders":3,"open":true,"big":7,"nothing":null},{"day":"2026-03-02T00:00:00.000","kind":null,"takings":7,"share":null,"orders":null,"open":false,"big":8,"nothing":null}]"""
    )]
    [InlineData(
        "VALUES",
        """[["2026-03-01T00:00:00.000","web",12.50,0.25,3,true,7,null],["2026-03-02T00:00:00.000",null,7,null,null,false,8,null]]"""
    )]
    public void Rows_are_written_as_pandas_does(string orient, string expected) =>
        JsonResult.Write(ResultPage.Of(Table, 1)!, orient).ShouldBe(expected);

    [Fact]
    public void A_table_has_its_schema()
    {
        var json = JsonResult.Write(ResultPage.Of(Table, 1)!, "TABLE");
        json.ShouldStartWith(
            """{"schema":{"fields":[{"name":"index","type":"integer"},{"name":"day","type":"datetime"},{"name":"kind","type":"string"},{"name":"takings","type":"number"},{"name":"share","type":"number"},{"name":"orders","type":"integer"},{"name":"open","type":"boolean"},{"name":"big","type":"number"},{"name":"nothing","type":"string"}],"primaryKey":["index"],"pandas_version":"1.4.0"},"data":[{"index":0,"day":"""
        );
        JsonResult.Write(ResultPage.Of(Table, 1)!, "SPLIT").ShouldContain("""],"index":[0,1],"data":[[""");
        JsonResult.Write(ResultPage.Of(Table, 1)!, "INDEX").ShouldStartWith("""{"0":{"day":""");
        JsonResult
            .Write(ResultPage.Of(Table, 1)!, "COLUMNS")
            .ShouldContain(
                """
                "kind":{"0":"web","1":null}
                """.Trim()
            );
    }

    [Fact]
    public void Arrow_reads_back_what_was_written()
    {
        using var reader = new ArrowStreamReader(Convert.FromBase64String(ArrowResult.Write(ResultPage.Of(Table, 1)!)));
        using var batch = reader.ReadNextRecordBatch();
        batch.Length.ShouldBe(2);
        batch
            .Schema.FieldsList.Select(field => field.DataType.TypeId)
            .ShouldBe([
                ArrowTypeId.Date32,
                ArrowTypeId.String,
                ArrowTypeId.Decimal128,
                ArrowTypeId.Double,
                ArrowTypeId.Int64,
                ArrowTypeId.Boolean,
                ArrowTypeId.Decimal128,
                ArrowTypeId.String,
            ]);
        ((Date32Array)batch.Column(0)).GetDateTime(1).ShouldBe(new DateTime(2026, 3, 2));
        ((StringArray)batch.Column(1)).GetString(1).ShouldBeNull();
        ((Decimal128Array)batch.Column(2)).GetValue(0).ShouldBe(12.50m);
        ((Int64Array)batch.Column(4)).GetValue(1).ShouldBeNull();
        ((BooleanArray)batch.Column(5)).GetValue(0).ShouldBe(true);
        ((Decimal128Array)batch.Column(6)).GetValue(1).ShouldBe(8m);
    }

    [Fact]
    public void Pages_have_1024_rows_and_an_empty_answer_has_one()
    {
        var many = new WarehouseTable(["n"], [.. Enumerable.Range(0, 2049).Select(i => new object?[] { (long)i })]);
        ResultPage.Count(many).ShouldBe(3);
        ResultPage.Of(many, 3)!.Rows.ShouldHaveSingleItem()[0].ShouldBe(2048L);
        ResultPage.Of(many, 4).ShouldBeNull();
        ResultPage.Of(many, 0).ShouldBeNull();
        var none = new WarehouseTable(["n"], []);
        ResultPage.Count(none).ShouldBe(1);
        using var reader = new ArrowStreamReader(Convert.FromBase64String(ArrowResult.Write(ResultPage.Of(none, 1)!)));
        reader.Schema.FieldsList.ShouldHaveSingleItem().Name.ShouldBe("n");
    }

    [Fact]
    public void Ten_thousand_values_come_in_pages_of_one_type_whatever_each_page_holds()
    {
        var table = new WarehouseTable(
            ["value", "amount"],
            [.. Enumerable.Range(0, 10_000).Select(i => new object?[] { $"value {i}", i == 9_999 ? 1.2345m : i })]
        );
        ResultPage.Count(table).ShouldBe(10);
        var seen = new List<string>();
        for (var number = 1; number <= 10; number++)
        {
            using var reader = new ArrowStreamReader(Convert.FromBase64String(ArrowResult.Write(ResultPage.Of(table, number)!)));
            using var batch = reader.ReadNextRecordBatch();
            ((Apache.Arrow.Types.Decimal128Type)batch.Schema.GetFieldByName("amount").DataType).Scale.ShouldBe(4);
            seen.AddRange(Enumerable.Range(0, batch.Length).Select(i => ((StringArray)batch.Column(0)).GetString(i)));
        }
        seen.ShouldBe(Enumerable.Range(0, 10_000).Select(i => $"value {i}"));
    }
}
