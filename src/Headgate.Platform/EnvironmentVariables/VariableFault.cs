using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Views;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Something wrong with one key of one variable of a bulk creation.</summary>
/// <param name="Index">Which variable of the list.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The key.</param>
/// <param name="Message">What is wrong, for people.</param>
internal sealed record VariableFault(int Index, string Name, string Key, string Message)
{
    /// <summary>400: for a list in dbt's own form, by variable; for one variable by field, as everywhere.</summary>
    public static Answer Refusal(IReadOnlyList<VariableFault> faults, bool isList)
    {
        if (!isList)
        {
            return Answer.BadRequest(
                faults
                    .DistinctBy(f => f.Key, StringComparer.Ordinal)
                    .ToDictionary(f => $"{VariableFields.Bulk}.{f.Key}", f => f.Message, StringComparer.Ordinal)
            );
        }
        List<VariableRefusedView> views =
        [
            .. faults.Select(f => new VariableRefusedView("fail", 400, f.Name, $"{VariableFields.Bulk}.{f.Index}.{f.Key}: {f.Message}")),
        ];
        return Answer.BadRequest(json => JsonSerializer.Serialize(json, views, PlatformJson.Default.IReadOnlyListVariableRefusedView));
    }
}
