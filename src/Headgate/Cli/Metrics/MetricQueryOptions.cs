using System.CommandLine;
using Headgate.Metrics;

namespace Headgate.Cli.Metrics;

/// <summary>The options that make a query.</summary>
internal sealed class MetricQueryOptions
{
    private readonly Option<string[]> _metrics = List("--metrics", "The metrics, separated by commas.");
    private readonly Option<string[]> _groupBy = List("--group-by", "What to group by: metric_time__month, customer__tier.");
    private readonly Option<string[]> _where = new("--where")
    {
        Description = "A condition: \"{{ Dimension('customer__tier') }} = 'gold'\". Several have all to hold.",
    };
    private readonly Option<string[]> _orderBy = List("--order-by", "What to order by; -NAME turns the order round: --order-by=-revenue.");
    private readonly Option<long?> _limit = new("--limit") { Description = "The most rows to give." };
    private readonly Option<string?> _start = new("--start-time") { Description = "The first moment of metric_time that counts." };
    private readonly Option<string?> _end = new("--end-time") { Description = "The last moment of metric_time that counts." };
    private readonly Option<string?> _saved = new("--saved-query")
    {
        Description = "A query that the project keeps, in place of metrics and what to group by.",
    };

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _metrics,
            _groupBy,
            _where,
            _orderBy,
            _limit,
            _start,
            _end,
            _saved,
            MetricProject.Folder,
            MetricProject.Profiles,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public MetricQuery Read(ParseResult parsed) =>
        new()
        {
            Metrics = Names(parsed.GetValue(_metrics)),
            GroupBy = Names(parsed.GetValue(_groupBy)),
            Where = parsed.GetValue(_where) ?? [],
            OrderBy = Names(parsed.GetValue(_orderBy)),
            Limit = parsed.GetValue(_limit),
            StartTime = parsed.GetValue(_start),
            EndTime = parsed.GetValue(_end),
            SavedQuery = parsed.GetValue(_saved),
        };

    /// <summary>A refusal as the command's end.</summary>
    public static CommandFailure Refused(Refusal refusal) =>
        new(
            refusal.Suggestions.Count == 0
                ? refusal.Message
                : $"{refusal.Message} Did you mean {string.Join(", ", refusal.Suggestions.Take(3))}?"
        );

    private static Option<string[]> List(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    /// <summary>Names stand apart by commas, but for those inside a call such as TimeDimension('metric_time', 'month').</summary>
    private static List<string> Names(string[]? values)
    {
        var names = new List<string>();
        foreach (var value in values ?? [])
        {
            var depth = 0;
            var start = 0;
            for (var i = 0; i <= value.Length; i++)
            {
                if (i == value.Length || (value[i] == ',' && depth == 0))
                {
                    names.Add(value[start..i].Trim());
                    start = i + 1;
                }
                else
                {
                    depth +=
                        value[i] is '(' or '[' ? 1
                        : value[i] is ')' or ']' ? -1
                        : 0;
                }
            }
        }
        return names.FindAll(name => name.Length > 0);
    }
}
