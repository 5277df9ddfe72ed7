using System.Text.Json;
using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Page;

/// <summary>The newest snapshot as UTF-8 JSON, written once however many browsers read it.</summary>
internal sealed class StateText(IStateSource source)
{
    private Written _last = new(null, []);

    /// <summary>The bytes of the newest snapshot; the same array as long as the source gives the same object.</summary>
    public byte[] Current()
    {
        var state = source.Current;
        var last = _last;
        if (ReferenceEquals(state, last.State))
            return last.Json;

        // Two readers may both write the same snapshot: harmless, and cheaper than making one wait.
        var json = JsonSerializer.SerializeToUtf8Bytes(state, PageJson.Options);
        _last = new Written(state, json);
        return json;
    }

    private sealed record Written(StateView? State, byte[] Json);
}
