using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Headgate.Gate.Journal.Text;

/// <summary>How text is written into a line: readable letters of all languages, everything invisible escaped.</summary>
internal static class JournalEncoder
{
    public static JavaScriptEncoder Instance { get; } = Build();

    private static JavaScriptEncoder Build()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters('\u00ad', '\u061c', '\ufeff', '\u180e');
        settings.ForbidRange(UnicodeRange.Create('\u200b', '\u200f'));
        settings.ForbidRange(UnicodeRange.Create('\u2028', '\u202e'));
        settings.ForbidRange(UnicodeRange.Create('\u2060', '\u206f'));
        settings.ForbidRange(UnicodeRange.Create('\ufff0', '\uffff'));
        return JavaScriptEncoder.Create(settings);
    }
}
