using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>The database's word on a statement, as artifacts hold it.</summary>
internal static class Responses
{
    /// <summary>The response as plain data; empty where there is none.</summary>
    public static OrderedDictionary<string, object?> Of(AdapterResponse? response)
    {
        var plain = new OrderedDictionary<string, object?>();
        if (response is null)
        {
            return plain;
        }
        plain["_message"] = response.Message;
        if (response.Code is { } code)
        {
            plain["code"] = code;
        }
        if (response.RowsAffected is { } rows)
        {
            plain["rows_affected"] = rows;
        }
        return plain;
    }
}
