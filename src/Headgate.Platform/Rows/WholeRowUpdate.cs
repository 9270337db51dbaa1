using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Headgate.Platform.Rows;

/// <summary>A row that a call replaces as a whole.</summary>
internal static class WholeRowUpdate
{
    /// <summary>
    /// Has every column written, also those that the call found as it wanted them: of two replacements at once, one stands whole. Without this, each
    /// would write what it changed, and the row would be a mixture of both.
    /// </summary>
    /// <param name="row">The changed row.</param>
    /// <param name="kept">Columns that are not the caller's: what the server itself notes in the row.</param>
    public static void Mark(EntityEntry row, params ReadOnlySpan<string> kept)
    {
        foreach (var property in row.Properties)
        {
            var name = property.Metadata.Name;
            if (!property.Metadata.IsPrimaryKey() && name is not ("State" or "CreatedAt") && !kept.Contains(name))
            {
                property.IsModified = true;
            }
        }
    }
}
