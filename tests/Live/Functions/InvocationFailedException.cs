namespace Arbit.Tests.Live.Functions;

/// <summary>A function threw, as the worker tells it.</summary>
public sealed class InvocationFailedException(string message) : Exception(message);
