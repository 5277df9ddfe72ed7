namespace Arbit.Workflows;

/// <summary>Something that is done in the world, by its name: what workflows call, and hosts have an implementation for.</summary>
/// <typeparam name="TIn">A record that is written as JSON.</typeparam>
/// <typeparam name="TOut">A record that is written as JSON.</typeparam>
/// <param name="Name">Unique and lasting: it is in journals.</param>
public sealed record Activity<TIn, TOut>(string Name)
{
    public override string ToString() => Name;
}
