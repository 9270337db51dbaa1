using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Guide;

/// <summary>The guide as JSON, for programs that build agents.</summary>
public static class GuideJson
{
    private static readonly GuideJsonContext Context = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            NewLine = "\n",
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>The document.</summary>
    public static string Render(GuideDocument guide) => JsonSerializer.Serialize(guide, Context.GuideDocument) + "\n";
}
