using Arbit.Markets;

namespace Arbit.EdgeRunner.Execution;

/// <summary>Sends orders to the venues, and asks about them. Answers come back as events of the engine, never as results.</summary>
public interface IOrderGateway
{
    /// <summary>Called once an order's intent is journalled; never twice for one id, and never retried.</summary>
    void Send(Order order);

    /// <summary>Asks the venue to end an order. What it had filled until then counts, whenever it becomes known (lesson L01).</summary>
    void Cancel(Order order);

    /// <summary>Looks an order up by its client order id: open orders, closed orders, fills.</summary>
    void LookUp(Order order);

    /// <summary>Asks for balances, open orders, and the orders that changed since a time (Unix nanoseconds); answered as an <see cref="AccountReport"/>.</summary>
    void AskAccount(Venue venue, long since);
}
