namespace Arbit.Slow.Operations;

/// <summary>What an operation is answered with.</summary>
/// <param name="Status">202 on its way; 400 not understood; 404 no such workflow or verb; 409 nobody asks that; 503 could not be taken: ask again.</param>
/// <param name="Text">A sentence for the operator.</param>
public sealed record OperationAnswer(int Status, string Text);
