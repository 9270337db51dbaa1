using System.Globalization;
using System.Text.RegularExpressions;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Context.Running;

namespace Headgate.Dbt.Execution.Batches;

/// <summary>The spans of time that a call asks for: <c>--event-time-start</c> with <c>--event-time-end</c>, and <c>--sample</c>.</summary>
internal static partial class AskedWindow
{
    /// <summary>The span for which microbatch models are built; null where the call names none.</summary>
    /// <exception cref="DbtException">Only one end is named, or the ends are in the wrong order.</exception>
    public static EventWindow? OfBatches(OptionValues options, DateTimeOffset now)
    {
        var (start, end) = (options.Get(CommandOptions.EventTimeStart), options.Get(CommandOptions.EventTimeEnd));
        return (start, end) switch
        {
            (null, null) => OfSample(options, now),
            ({ } from, { } to) when from >= to => throw Wrong(
                $"Value for `--event-time-start` ({from:s}) must be less than `--event-time-end` ({to:s})"
            ),
            ({ } from, { } to) => new(Utc(from), Utc(to)),
            (null, _) => throw Alone("--event-time-end", "--event-time-start"),
            (_, null) => throw Alone("--event-time-start", "--event-time-end"),
        };
    }

    /// <summary>The span to which all refs and sources are cut; null where the call asks for no sample.</summary>
    /// <exception cref="DbtException">The option's value is no span of time.</exception>
    public static EventWindow? OfSample(OptionValues options, DateTimeOffset now)
    {
        if (options.Get(CommandOptions.Sample) is not { Length: > 0 } text)
        {
            return null;
        }
        if (Relative().Match(text) is { Success: true } relative)
        {
            var count = int.Parse(relative.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
            var size = BatchSizes.Parse(relative.Groups["unit"].Value);
            return new(size.Next(now, -count), now);
        }
        var ends = MappingText.Read(text, CommandOptions.Sample.Key).Value as OrderedDictionary<string, object?>;
        return Moment(ends, "start") is { } start && Moment(ends, "end") is { } end && start < end
            ? new(start, end)
            : throw Wrong(
                $"The value of --sample must be a span such as '3 days' or {{'start': '2024-01-01', 'end': '2024-02-01'}}, but got {text}."
            );
    }

    private static DateTimeOffset? Moment(OrderedDictionary<string, object?>? ends, string key) =>
        ends?.GetValueOrDefault(key) switch
        {
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
                moment,
            DateTime moment => Utc(moment),
            DateTimeOffset moment => moment,
            DateOnly day => Utc(day.ToDateTime(TimeOnly.MinValue)),
            _ => null,
        };

    private static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));

    private static DbtException Alone(string given, string missing) =>
        Wrong($"The flag `{given}` was specified, but `{missing}` was not. When specifying `{given}`, `{missing}` must also be present.");

    private static DbtException Wrong(string message) => new(DbtErrorKind.Runtime, message);

    [GeneratedRegex(
        @"^\s*(?<count>\d+)\s+(?<unit>hour|day|month|year)s?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Relative();
}
