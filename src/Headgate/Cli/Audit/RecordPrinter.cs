using System.Globalization;
using System.Text;
using Headgate.Catalogue;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Text;

namespace Headgate.Cli.Audit;

/// <summary>Shows records: a line each with time, decision and sentence, names in bold; or the line of the file itself.</summary>
internal sealed class RecordPrinter(Terminal terminal, bool json)
{
    /// <summary>Shows one record.</summary>
    public void Print(ReadRecord record) => terminal.Line(json ? Encoding.UTF8.GetString(record.Line) : Line(record.Record));

    private string Line(JournalRecord record)
    {
        var time = record.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var word = record.Decision ?? record.Kind;
        return $"{terminal.Painted(time, Paint.Dim)}  {terminal.Painted(word.PadRight(10), PaintOf(record))}  {Sentence(record.Sentence ?? "")}";
    }

    private static Paint PaintOf(JournalRecord record) =>
        record.Decision switch
        {
            "Allowed" => Paint.Green,
            "Denied" or "Refused" or "Stopped" => Paint.Red,
            "Held" => Paint.Yellow,
            _ => record.Kind == "recovered" ? Paint.Yellow : Paint.Dim,
        };

    /// <summary>Names stand in quotation marks; a terminal shows them bold. What is hidden in a text is written out.</summary>
    private string Sentence(string text)
    {
        // The journal wrote it out already; a second time would double its backslashes, and only a line that is not the journal's needs it.
        var parts = (text.Any(HiddenCharacter.Is) ? VisibleText.Of(text, 2000) : text).Split('"');
        if (!terminal.Coloured || parts.Length % 2 == 0)
        {
            return string.Join('"', parts);
        }
        var shown = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            shown.Append(i % 2 == 0 ? parts[i] : terminal.Painted(parts[i], Paint.Bold));
        }
        return shown.ToString();
    }
}
