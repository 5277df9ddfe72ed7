namespace Arbit.EdgeRunner.Execution;

/// <summary>Sends orders to one kind of venue. Answers come back as events of the engine, never as results.</summary>
public interface IOrderGateway
{
    /// <summary>Called once an order's intent is journalled; never twice for one id, and never retried.</summary>
    void Send(Order order);

    /// <summary>Looks an order up by its client order id: open orders, closed orders, fills.</summary>
    void LookUp(Order order);
}
