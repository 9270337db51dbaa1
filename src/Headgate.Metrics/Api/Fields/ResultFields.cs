using System.Text;
using GraphQL;
using Headgate.Metrics.Answering;
using Headgate.Metrics.Results;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Fields of what a query gave.</summary>
internal static class ResultFields
{
    /// <summary>The field; null where there is none.</summary>
    public static MetricsWork? Find(string field) =>
        field switch
        {
            "queryId" => Of(node => node.Query.Id),
            "status" => Of(node => node.Query.Status),
            "sql" => (f, call) => new(call.Bounds is null ? ((ResultNode)f.Source!).Query.Sql : null),
            "error" => Of(node => node.Query.Error),
            "totalPages" => Of(node => node.Query.Table is { } table ? ResultPage.Count(table) : null),
            "arrowResult" => Of(node => node.Page is { } page ? ArrowResult.Write(page) : null),
            "jsonResult" => (f, _) => new(Json(f, (ResultNode)f.Source!)),
            _ => null,
        };

    private static MetricsWork Of(Func<ResultNode, object?> value) => (field, _) => new(value((ResultNode)field.Source!));

    private static string? Json(IResolveFieldContext field, ResultNode node)
    {
        if (node is not { Query.Status: QueryState.Successful, Page: { } page })
        {
            return null;
        }
        var json = JsonResult.Write(page, field.GetArgument<object>("orient").ToString()!);
        return field.GetArgument<bool>("encoded") ? Convert.ToBase64String(Encoding.UTF8.GetBytes(json)) : json;
    }
}
