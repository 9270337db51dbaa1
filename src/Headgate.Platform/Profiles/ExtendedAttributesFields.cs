using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.Profiles;

/// <summary>What bodies say of extended attributes. Source: openapi-v3, ExtendedAttributesCreateBodyRequest and ExtendedAttributesUpdateBodyRequest.</summary>
internal static class ExtendedAttributesFields
{
    private const int LongestJson = 4096;

    /// <summary>For new ones.</summary>
    public static Fields<ExtendedAttributes> Create { get; } = new() { { Keys(), (a, v) => a.Attributes = v.GetRawText() } };

    /// <summary>For a replacement.</summary>
    public static Fields<ExtendedAttributes> Update { get; } =
        new() { { Keys(), (a, v) => a.Attributes = v.GetRawText() }, { BodyFields.State("extended attributes"), (_, _) => { } } };

    private static Field<JsonElement> Keys() =>
        In
            .Body.Json(
                "extended_attributes",
                "Keys of profiles.yml, such as {\"threads\": 8}, up to 4,096 bytes. None may lead a run to another place or type of warehouse than its connection."
            )
            .Required()
            .Must(v => Encoding.UTF8.GetByteCount(v.GetRawText()) > LongestJson ? $"must be at most {LongestJson} bytes of JSON" : null)
            .Masked();
}
