using System.Diagnostics;
using System.Text.Json;
using Headgate.Testing;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>The answers of <c>queries.txt</c> compared with what sqlglot, as Debian has it, says of the same queries.</summary>
public sealed class SecondOpinionTests(ITestOutputHelper output)
{
    /// <summary>The system's own Python: another one in front of it does not have Debian's packages.</summary>
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task ColumnLineage_agrees_with_sqlglot_or_says_why_not()
    {
        var known = QueryCase.All.Where(c => !c.Answer[0].StartsWith("unknown", StringComparison.Ordinal)).ToList();
        var opinion = await AskAsync(known);

        var (columns, agreed, wrong) = (0, 0, new List<string>());
        foreach (var query in known)
        {
            var (answer, differences) = (opinion.At(query.Name), new List<string>());
            foreach (var (column, sources) in Columns(query))
            {
                columns++;
                var theirs =
                    answer.TryGetProperty(column, out var list) ? string.Join(", ", list.EnumerateArray().Select(s => s.GetString()))
                    : answer.TryGetProperty("error", out var error) ? error.GetString()!
                    : "no answer";
                if (theirs == sources)
                {
                    agreed++;
                }
                else
                {
                    differences.Add($"{column}: {theirs}, and not {sources}");
                }
            }
            if (differences.Count > 0 != query.Sqlglot is not null)
            {
                wrong.Add(
                    $"{query.Name}: {(differences.Count > 0 ? string.Join("; ", differences) : "agrees, although the file says that it does not")}"
                );
            }
        }

        output.WriteLine(
            $"sqlglot {opinion.Version} agrees about {agreed} of {columns} columns of {known.Count} queries; why not is said at {known.Count(q => q.Sqlglot is not null)} of them."
        );
        wrong.ShouldBeEmpty();
    }

    /// <summary>The columns that give values, as the other side names them.</summary>
    private static IEnumerable<(string Column, string Sources)> Columns(QueryCase query) =>
        query
            .Answer.Where(line => line.Contains(" <", StringComparison.Ordinal))
            .Select(line => line.Split(" <", 2))
            .Select(line =>
                (
                    line[0],
                    string.Join(
                        ", ",
                        line[1]
                            .Split(", ", StringSplitOptions.TrimEntries)
                            .Where(source => source.Length > 0 && source[0] != '?')
                            .Select(source => source[1..])
                            .Order(StringComparer.Ordinal)
                    )
                )
            );

    private static async Task<Opinion> AskAsync(IReadOnlyList<QueryCase> queries)
    {
        if (!File.Exists(Python))
        {
            Prerequisite.Missing("Debian's Python is not at /usr/bin/python3: apt-get install python3-sqlglot.");
        }
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Columns", "second_opinion.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var program = Process.Start(start)!;
        var (answer, errors) = (
            program.StandardOutput.ReadToEndAsync(MetadataLab.Cancellation),
            program.StandardError.ReadToEndAsync(MetadataLab.Cancellation)
        );
        var asked = JsonSerializer.Serialize(
            new
            {
                schema = QueryTables
                    .All.Where(t => t.Database is null)
                    .ToDictionary(t => t.Name, t => t.Columns.ToDictionary(c => c.Name, c => c.Type)),
                queries = queries.ToDictionary(q => q.Name, q => new { sql = q.Sql, columns = Columns(q).Select(c => c.Column) }),
            }
        );
        try
        {
            await program.StandardInput.WriteAsync(asked.AsMemory(), MetadataLab.Cancellation);
            program.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read: what it says about that comes next.
        }
        await program.WaitForExitAsync(MetadataLab.Cancellation);
        if ((await errors).Contains("No module named 'sqlglot'", StringComparison.Ordinal))
        {
            Prerequisite.Missing("sqlglot is not installed for Debian's Python: apt-get install python3-sqlglot.");
        }
        program.ExitCode.ShouldBe(0, await errors);
        using var json = JsonDocument.Parse(await answer);
        return new Opinion(json.RootElement.GetProperty("version").GetString()!, json.RootElement.GetProperty("answers").Clone());
    }

    private sealed record Opinion(string Version, JsonElement Answers)
    {
        public JsonElement At(string name) => Answers.GetProperty(name);
    }
}
