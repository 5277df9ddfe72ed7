using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Slow;

namespace Arbit.EdgeRunner.Page;

/// <summary>Workflows and transfers as they were last told, newest first.</summary>
/// <param name="slow">Null where no slow side reaches this process: there are none then.</param>
internal sealed class WorkflowEndpoints(ISlowSide? slow)
{
    /// <summary><c>GET /api/workflows</c>.</summary>
    public IResult List() => Results.Json(new WorkflowList((slow?.Workflows ?? []).Select(WorkflowProgressView.Of).ToList()), PageJson.Options);

    /// <summary><c>GET /api/workflows/{id}</c>; 404 where there is none of that id.</summary>
    public IResult Find(string id)
    {
        var wanted = Decoded(id);
        return slow?.Workflows.FirstOrDefault(view => view.InstanceId == wanted) is { } view
            ? Results.Json(WorkflowProgressView.Of(view), PageJson.Options)
            : JsonBody.Message(StatusCodes.Status404NotFound, $"There is no workflow {wanted}.");
    }

    /// <summary><c>GET /api/transfers</c>.</summary>
    public IResult Transfers() => Results.Json(new TransferList((slow?.Workflows ?? []).Select(TransferView.Of).OfType<TransferView>().ToList()), PageJson.Options);

    /// <summary>A slash is the one character that routing leaves encoded.</summary>
    public static string Decoded(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
