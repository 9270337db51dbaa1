using System.Globalization;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Text;
using Headgate.Gate.Journal.Writing;
using Headgate.Store.Model;

namespace Headgate.Gate.Budgets;

/// <summary>Records what became of what was taken of a day.</summary>
internal sealed class BudgetRecords(JournalWriter journal)
{
    /// <summary>A run has ended: both figures, what was reserved for it and what it took by the measure that counts.</summary>
    public Task SettledAsync(BudgetHold hold, long minutes, long seconds)
    {
        var figures = new List<string>();
        Add(figures, BudgetMeasures.RunMinutes, hold.Minutes, minutes);
        Add(figures, BudgetMeasures.WarehouseSeconds, hold.WarehouseSeconds, seconds);
        var told = string.Join(", ", figures);
        return WriteAsync(hold, "settled", told, $"Run {hold.RunId} of agent \"{hold.Agent}\" has ended: {told}.");
    }

    /// <summary>A call of which nobody knew what came of it has started no run.</summary>
    public Task GivenBackAsync(BudgetHold hold) =>
        WriteAsync(
            hold,
            "given-back",
            "no run was started",
            $"Request {hold.RequestId} of agent \"{hold.Agent}\" has started no run: what it had taken of the day was given back."
        );

    private static void Add(List<string> figures, string measure, long reserved, long took)
    {
        if (reserved > 0)
        {
            figures.Add(string.Create(CultureInfo.InvariantCulture, $"{took} {measure}, {reserved} were reserved"));
        }
    }

    private async Task WriteAsync(BudgetHold hold, string reason, string note, string sentence)
    {
        var entry = journal.Rent();
        var json = entry.Json;
        json.WriteString("kind"u8, "budget"u8);
        json.WriteString("reason"u8, reason);
        json.WriteString("settles"u8, hold.RequestId);
        json.WriteString("agent"u8, VisibleText.Of(hold.Agent));
        json.WriteStartObject("path"u8);
        json.WriteNumber("account"u8, hold.AccountId);
        if (hold.JobId is { } job)
        {
            json.WriteNumber("job"u8, job);
        }
        if (hold.RunId is { } run)
        {
            json.WriteNumber("run"u8, run);
        }
        json.WriteEndObject();
        json.WriteString("note"u8, note);
        json.WriteString("sentence"u8, VisibleText.Of(sentence, 500));
        await journal.AppendAsync(entry, Durability.Written);
    }
}
