using System.Diagnostics;
using System.Text.Json.Nodes;
using Headgate.Dbt.Reading;
using Headgate.Metrics.Results;
using Headgate.Testing;

namespace Headgate.Metrics.Tests.Results;

/// <summary>npm's <c>apache-arrow</c>, which clients in browsers read arrowResult with.</summary>
public sealed class ArrowOfNpmTests
{
    private const string Package = "apache-arrow@21.1.0";

    private const string Script = """
        import { readFileSync } from 'node:fs';
        import { tableFromIPC } from 'apache-arrow';
        const table = tableFromIPC(Buffer.from(readFileSync('result.txt', 'utf8'), 'base64'));
        const plain = value => typeof value === 'bigint' ? value.toString() : ArrayBuffer.isView(value) ? value.toString() : value;
        const rows = [];
        for (const row of table) {
          rows.push(Object.fromEntries([...row].map(([name, value]) => [name, plain(value)])));
        }
        console.log(JSON.stringify({ types: table.schema.fields.map(field => field.type.toString()), rows }));
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_back_what_was_written()
    {
        var table = new WarehouseTable(
            ["day", "at", "kind", "takings", "share", "orders", "open"],
            [
                [new DateOnly(2026, 3, 1), new DateTime(2026, 3, 1, 6, 30, 0, DateTimeKind.Utc), "wéb", 12.50m, 0.25, 3L, true],
                [new DateOnly(2026, 3, 2), null, null, -7m, null, null, false],
            ]
        );

        var read = await ReadAsync(ArrowResult.Write(ResultPage.Of(table, 1)!));

        read["types"]!
            .AsArray()
            .Select(type => type!.ToString())
            .ShouldBe(["Date32<DAY>", "Timestamp<MICROSECOND>", "Utf8", "Decimal[38e+2]", "Float64", "Int64", "Bool"]);
        var (first, second) = (read["rows"]![0]!, read["rows"]![1]!);
        ((long)first["day"]!).ShouldBe(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        ((long)first["at"]!).ShouldBe(new DateTimeOffset(2026, 3, 1, 6, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        ((string?)first["kind"]).ShouldBe("wéb");
        // A decimal is four words of 32 bits, the lowest first, without its point.
        ((string?)first["takings"]).ShouldBe("1250");
        ((double)first["share"]!).ShouldBe(0.25);
        ((string?)first["orders"]).ShouldBe("3");
        ((bool)first["open"]!).ShouldBeTrue();
        second["at"].ShouldBeNull();
        second["kind"].ShouldBeNull();
        ((string?)second["takings"]).ShouldBe("-700");
        second["orders"].ShouldBeNull();
    }

    [Fact]
    public async Task It_reads_an_answer_without_rows()
    {
        var read = await ReadAsync(ArrowResult.Write(ResultPage.Of(new WarehouseTable(["takings"], []), 1)!));

        read["types"]!.AsArray().Count.ShouldBe(1);
        read["rows"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<JsonNode> ReadAsync(string result)
    {
        using var folder = new TemporaryFolder();
        foreach (var program in (string[])["node", "npm"])
        {
            if ((await RunAsync("which", [program], folder.Path)).Code != 0)
            {
                Prerequisite.Missing($"{program} is not installed: apt-get install npm");
            }
        }
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "result.txt"), result, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "read.mjs"), Script, Cancellation);
        var installed = await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", Package], folder.Path);
        installed.Code.ShouldBe(0, installed.Errors);
        var read = await RunAsync("node", ["read.mjs"], folder.Path);
        read.Code.ShouldBe(0, read.Errors);
        return JsonNode.Parse(read.Output)!;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string[] arguments, string folder)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
